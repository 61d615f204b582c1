using System.Collections.Frozen;

namespace CausalGateway.Engines.Postgres.Statements;

/// <summary>
/// What counts as the name of a type: a word of letters, digits and underscores, with a schema or <c>[]</c> if need be, or one
/// of the SQL standard's names of several words. Other words in a row would be more SQL, such as <c>int8 from t</c>.
/// </summary>
internal static class TypeName
{
    private const int Longest = 128;

    private static readonly FrozenSet<string> SeveralWords = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "bit varying", "character varying", "char varying", "double precision", "national character", "national char",
        "national character varying", "national char varying", "time with time zone", "time without time zone",
        "timestamp with time zone", "timestamp without time zone");

    /// <summary>Whether <paramref name="name"/> is like <c>int8</c>, <c>double precision</c>, <c>app.mood</c> or <c>text[]</c>.</summary>
    public static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > Longest)
        {
            return false;
        }

        while (name.EndsWith("[]"))
        {
            name = name[..^2];
        }

        if (name.Contains(' '))
        {
            return SeveralWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);
        }

        var inWord = false;
        foreach (var c in name)
        {
            if (char.IsAsciiLetter(c) || c == '_' || (inWord && char.IsAsciiDigit(c)))
            {
                inWord = true;
            }
            else if (inWord && c == '.')
            {
                inWord = false;
            }
            else
            {
                return false;
            }
        }

        return inWord;
    }

    /// <summary>Whether the name is an array's.</summary>
    public static bool IsArray(ReadOnlySpan<char> name) => name.EndsWith("[]");

    /// <summary>What stands between the elements of an array of this type: a comma for all built-in types but box.</summary>
    public static char DelimiterOf(ReadOnlySpan<char> name) =>
        name.StartsWith("box[", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("pg_catalog.box[", StringComparison.OrdinalIgnoreCase) ? ';' : ',';
}
