namespace CausalGateway.Engines.Postgres.Classification.Lexing;

/// <content>Everything between quotes: strings, quoted names, dollar quotes; and parameters, which share the dollar.</content>
internal ref partial struct SqlLexer
{
    private TokenKind ReadString(int prefix, TokenKind kind)
    {
        var at = _position + prefix;
        while (true)
        {
            var rest = _sql[at..];
            var next = kind == TokenKind.EscapeString ? rest.IndexOfAny('\'', '\\') : rest.IndexOf('\'');
            if (next < 0 || (rest[next] == '\\' && next + 2 > rest.Length - 1))
            {
                return TakeTo(_sql.Length, TokenKind.UnterminatedString);
            }

            at += next;
            var isPair = _sql[at] == '\\' || (at + 1 < _sql.Length && _sql[at + 1] == '\'');
            if (isPair)
            {
                at += 2;
            }
            else if (ContinuationAfter(at + 1) is var continuation and > 0)
            {
                at = continuation;
            }
            else
            {
                return TakeTo(at + 1, kind);
            }
        }
    }

    /// <summary>
    /// Where the content of a string goes on after a closing quote, or 0. Strings with nothing between them but white space with
    /// a line end in it, and comments to the end of the line, are one string.
    /// </summary>
    private readonly int ContinuationAfter(int at)
    {
        var sawLineEnd = false;
        while (at < _sql.Length)
        {
            var c = _sql[at];
            if (c == '\'')
            {
                return sawLineEnd ? at + 1 : 0;
            }

            if (c == '-' && at + 1 < _sql.Length && _sql[at + 1] == '-')
            {
                var length = _sql[at..].IndexOfAny('\n', '\r');
                at = length < 0 ? _sql.Length : at + length;
            }
            else if (IsSpace(c))
            {
                sawLineEnd |= c is '\n' or '\r';
                at++;
            }
            else
            {
                return 0;
            }
        }

        return 0;
    }

    private TokenKind ReadQuotedIdentifier(int prefix, TokenKind kind)
    {
        var at = _position + prefix;
        while (true)
        {
            var next = _sql[at..].IndexOf('"');
            if (next < 0)
            {
                return TakeTo(_sql.Length, TokenKind.UnterminatedIdentifier);
            }

            at += next + 1;
            if (at >= _sql.Length || _sql[at] != '"')
            {
                return TakeTo(at, kind);
            }

            at++;
        }
    }

    private TokenKind ReadDollar()
    {
        var end = _position + 1;
        if (char.IsAsciiDigit(Peek(1)))
        {
            return TakeTo(DigitsEnd(end), TokenKind.Parameter);
        }

        if (end < _sql.Length && IsIdentifierStart(_sql[end]))
        {
            while (end < _sql.Length && _sql[end] != '$' && IsIdentifierPart(_sql[end]))
            {
                end++;
            }
        }

        if (end >= _sql.Length || _sql[end] != '$')
        {
            return Take(1, TokenKind.Unknown);
        }

        var delimiter = _sql[_position..(end + 1)];
        var length = _sql[(end + 1)..].IndexOf(delimiter, StringComparison.Ordinal);
        return length < 0
            ? TakeTo(_sql.Length, TokenKind.UnterminatedString)
            : TakeTo(end + 1 + length + delimiter.Length, TokenKind.DollarString);
    }
}
