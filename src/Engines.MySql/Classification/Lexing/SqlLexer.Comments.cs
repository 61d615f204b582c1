namespace CausalGateway.Engines.MySql.Classification.Lexing;

/// <content>Comments, and what only looks like them.</content>
internal ref partial struct SqlLexer
{
    /// <summary>Two dashes alone are two operators: <c>1--1</c>.</summary>
    private readonly bool StartsLineComment() =>
        Peek(1) == '-' && (_position + 2 >= _sql.Length || Peek(2) is <= ' ' or '\x7f');

    private TokenKind ReadLineComment()
    {
        var length = _sql[_position..].IndexOf('\n');
        return TakeTo(length < 0 ? _sql.Length : _position + length, TokenKind.Comment);
    }

    /// <summary>Comments do not nest.</summary>
    private TokenKind ReadBlockComment()
    {
        if (Peek(2) == '!')
        {
            return Take(3, TokenKind.ExecutableComment);
        }

        if (Peek(2) == 'M' && Peek(3) == '!')
        {
            return Take(4, TokenKind.ExecutableComment);
        }

        var length = _sql[(_position + 2)..].IndexOf("*/", StringComparison.Ordinal);
        if (length < 0)
        {
            return TakeTo(_sql.Length, TokenKind.UnterminatedComment);
        }

        var isHint = Peek(2) == '+' && length > 0;
        var kind = isHint && !ClosesItsQuotes(_sql.Slice(_position + 3, length - 1)) ? TokenKind.MalformedHint : TokenKind.Comment;
        return TakeTo(_position + 2 + length + 2, kind);
    }

    /// <summary>
    /// Whether a hint ends at its first <c>*/</c> for the servers that read it, too: quoted text in it may have one inside.
    /// </summary>
    private static bool ClosesItsQuotes(ReadOnlySpan<char> hint)
    {
        while (hint.IndexOfAny('\'', '"', '`') is var open and >= 0)
        {
            var quote = hint[open];
            hint = hint[(open + 1)..];
            var close = hint.IndexOfAny(quote, '\\');
            if (close < 0 || hint[close] == '\\')
            {
                return false;
            }

            hint = hint[(close + 1)..];
        }

        return true;
    }
}
