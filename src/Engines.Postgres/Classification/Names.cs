using System.Globalization;
using CausalGateway.Engines.Postgres.Classification.Lexing;

namespace CausalGateway.Engines.Postgres.Classification;

/// <summary>Turns a name's token into the name that the server compares (manual, 4.1.1).</summary>
internal static class Names
{
    /// <summary>The longest name a server keeps, in bytes. Longer ones are cut, so that no built-in function has one.</summary>
    public const int MaxLength = 63;

    /// <summary>
    /// Reads any form of name into <paramref name="destination"/>; false if it is too long to be one that is known, or malformed.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> sql, in Lexeme lexeme, Span<char> destination, out int length)
    {
        var text = lexeme.Token.In(sql);
        length = 0;
        return lexeme.Kind switch
        {
            TokenKind.Identifier => TryFold(text, destination, out length),
            TokenKind.QuotedIdentifier => TryUnquote(text[1..^1], escape: null, destination, out length),
            TokenKind.UnicodeIdentifier => TryUnquote(text[3..^1], lexeme.Escape, destination, out length),
            _ => false,
        };
    }

    /// <summary>
    /// Folds an unquoted name. Only ASCII letters change, as in every server whose encoding has more than one byte a character.
    /// </summary>
    public static bool TryFold(ReadOnlySpan<char> word, Span<char> destination, out int length)
    {
        length = word.Length;
        if (word.Length > MaxLength)
        {
            return false;
        }

        for (var i = 0; i < word.Length; i++)
        {
            destination[i] = word[i] is >= 'A' and <= 'Z' ? (char)(word[i] | 0x20) : word[i];
        }

        return true;
    }

    private static bool TryUnquote(ReadOnlySpan<char> content, char? escape, Span<char> destination, out int length)
    {
        length = 0;
        for (var at = 0; at < content.Length;)
        {
            if (length == MaxLength)
            {
                return false;
            }

            var consumed = 1;
            var c = content[at];
            if (c == '"')
            {
                consumed = 2;
            }
            else if (c == escape && !TryUnescape(content[at..], c, out c, out consumed))
            {
                return false;
            }

            destination[length++] = c;
            at += consumed;
        }

        return true;
    }

    /// <summary>Reads <c>\\</c>, <c>\0061</c> or <c>\+000061</c>, whatever the escape character is.</summary>
    private static bool TryUnescape(ReadOnlySpan<char> text, char escape, out char value, out int consumed)
    {
        (value, consumed) = (escape, 2);
        if (text.Length > 1 && text[1] == escape)
        {
            return true;
        }

        var digitsStart = text.Length > 1 && text[1] == '+' ? 2 : 1;
        consumed = digitsStart == 2 ? 8 : 5;
        if (text.Length < consumed
            || !int.TryParse(text[digitsStart..consumed], NumberStyles.AllowHexSpecifier, provider: null, out var code)
            || code > char.MaxValue)
        {
            return false;
        }

        value = (char)code;
        return true;
    }
}
