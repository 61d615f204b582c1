using CausalGateway.Engines.MySql.Classification.Lexing;

namespace CausalGateway.Engines.MySql.Classification;

/// <summary>Turns a name's token into the name as functions and system variables are compared.</summary>
internal static class Names
{
    /// <summary>The longest name of a function or a variable, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>
    /// Reads a plain or quoted name, folded, into <paramref name="destination"/>; false if it is too long to be one that is
    /// known.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> sql, in Token token, Span<char> destination, out int length)
    {
        var text = token.In(sql);
        length = 0;
        return token.Kind switch
        {
            TokenKind.Identifier => TryFold(text, destination, out length),
            TokenKind.QuotedIdentifier => TryUnquote(text[1..^1], destination, out length),
            _ => false,
        };
    }

    /// <summary>Folds a name. Only ASCII letters change: no other letter equals one in a function's name.</summary>
    public static bool TryFold(ReadOnlySpan<char> word, Span<char> destination, out int length)
    {
        length = word.Length;
        if (word.Length > MaxLength)
        {
            return false;
        }

        for (var i = 0; i < word.Length; i++)
        {
            destination[i] = Fold(word[i]);
        }

        return true;
    }

    private static bool TryUnquote(ReadOnlySpan<char> content, Span<char> destination, out int length)
    {
        length = 0;
        for (var at = 0; at < content.Length; at += content[at] == '`' ? 2 : 1)
        {
            if (length == MaxLength)
            {
                return false;
            }

            destination[length++] = Fold(content[at]);
        }

        return true;
    }

    private static char Fold(char c) => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
}
