using System.Collections.Frozen;

namespace CausalGateway.Engines.Postgres.Classification;

/// <summary>
/// Looks keywords up. Source: the manual's appendix C, columns PostgreSQL of versions 12 to 18; <c>pg_get_keywords()</c> tells
/// the same.
/// </summary>
internal static class Keywords
{
    /// <summary>Reserved (category R).</summary>
    internal const string Reserved = """
        all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_catalog
        current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end except
        false fetch for foreign from grant group having in initially intersect into lateral leading limit localtime localtimestamp
        not null offset on only or order placing primary references returning select session_user some symmetric table then to
        trailing true union unique user using variadic when where window with
        """;

    /// <summary>
    /// Not reserved, but no name of a function (category C): types with a grammar of their own, and function-like syntax that
    /// stands for an immutable built-in function.
    /// </summary>
    internal const string NeverFunctions = """
        between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int integer
        interval least national nchar none normalize nullif numeric out overlay position precision real row setof smallint
        substring time timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces
        xmlparse xmlpi xmlroot xmlserialize xmltable
        """;

    /// <summary>The same, of 16 and later.</summary>
    internal const string NewerNeverFunctions = """
        json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table
        json_value merge_action
        """;

    private static readonly string[] UpperNames = [.. Enum.GetNames<Keyword>().Select(name => name.ToUpperInvariant())];

    private static readonly FrozenDictionary<string, KeywordInfo> ByName = Build();

    private static readonly FrozenDictionary<string, KeywordInfo>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The keyword that an unquoted word is, in any case of letters.</summary>
    public static KeywordInfo Find(ReadOnlySpan<char> word)
    {
        Span<char> folded = stackalloc char[Names.MaxLength];
        return Names.TryFold(word, folded, out var length) && BySpan.TryGetValue(folded[..length], out var info) ? info : default;
    }

    /// <summary>The keyword in upper case, or empty if it is none that the classifier knows.</summary>
    public static string UpperName(Keyword keyword) => keyword is Keyword.None or Keyword.Other ? "" : UpperNames[(int)keyword];

    /// <summary>The words of one of the lists here.</summary>
    internal static string[] Words(string list) => list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static FrozenDictionary<string, KeywordInfo> Build()
    {
        var infos = new Dictionary<string, KeywordInfo>(StringComparer.Ordinal);
        foreach (var keyword in Enum.GetValues<Keyword>().Where(keyword => keyword > Keyword.Other))
        {
            infos[UpperNames[(int)keyword].ToLowerInvariant()] = new(keyword, IsReserved: false, NeverFunction: false);
        }

        foreach (var word in Words(Reserved))
        {
            infos[word] = new(KeywordOf(word), IsReserved: true, NeverFunction: true);
        }

        foreach (var word in Words(NeverFunctions).Concat(Words(NewerNeverFunctions)))
        {
            infos[word] = new(KeywordOf(word), IsReserved: false, NeverFunction: true);
        }

        return infos.ToFrozenDictionary(StringComparer.Ordinal);

        Keyword KeywordOf(string word) => infos.TryGetValue(word, out var info) ? info.Keyword : Keyword.Other;
    }
}
