using System.Collections.Frozen;

namespace CausalGateway.Engines.MySql.Classification;

/// <summary>
/// Looks keywords up. Source: MySQL's <c>information_schema.keywords</c> (9.7), and for MariaDB (10.11) what it refuses as a
/// column's name. A test compares both with a server.
/// </summary>
internal static class Keywords
{
    /// <summary>Reserved in both dialects.</summary>
    internal const string Reserved = """
        accessible add all alter analyze and as asc asensitive before between bigint binary blob both by call cascade case change
        char character check collate column condition constraint continue convert create cross current_date current_time
        current_timestamp current_user cursor databases day_hour day_microsecond day_minute day_second dec decimal declare
        default delayed delete desc describe deterministic distinct distinctrow div double drop dual each else elseif enclosed
        escaped except exists exit explain false fetch float float4 float8 for force foreign from fulltext grant group having
        high_priority hour_microsecond hour_minute hour_second if ignore in index infile inner inout insensitive insert int int1
        int2 int3 int4 int8 integer intersect interval into is iterate join key keys kill leading leave left like limit linear
        lines load localtime localtimestamp lock long longblob longtext loop low_priority match maxvalue mediumblob mediumint
        mediumtext middleint minute_microsecond minute_second mod modifies natural no_write_to_binlog not null numeric on
        optimize optionally or order out outer outfile over partition precision primary procedure purge range read read_write
        reads real recursive references regexp release rename repeat replace require resignal restrict return revoke right rlike
        row_number rows schemas second_microsecond select sensitive separator set show signal smallint spatial specific sql
        sql_big_result sql_calc_found_rows sql_small_result sqlexception sqlstate sqlwarning ssl starting straight_join table
        terminated then tinyblob tinyint tinytext to trailing trigger true undo union unique unlock unsigned update usage use
        using utc_date utc_time utc_timestamp values varbinary varchar varcharacter varying when where while with write xor
        year_month zerofill
        """;

    /// <summary>Reserved in MySQL only.</summary>
    internal const string ReservedByMySql = """
        cube cume_dist database dense_rank empty external first_value function generated get grouping groups io_after_gtids
        io_before_gtids json_table lag last_value lateral lead library nth_value ntile of optimizer_costs option percent_rank
        qualify rank row schema stored system tablesample virtual window
        """;

    /// <summary>Reserved in MariaDB only.</summary>
    internal const string ReservedByMariaDb = """
        current_role delete_domain_id do_domain_ids ignore_domain_ids master_demote_to_replica master_demote_to_slave
        master_ssl_verify_server_cert offset page_checksum parse_vcol_expr portion ref_system_id returning stats_auto_recalc
        stats_persistent stats_sample_pages
        """;

    /// <summary>Not reserved, but the grammar takes <c>name (</c> for something else than a call of a stored function.</summary>
    internal const string NeverFunctions = "any bit bool boolean datetime end fixed national nchar nvarchar signed some";

    private static readonly string[] UpperNames = [.. Enum.GetNames<Keyword>().Select(name => name.ToUpperInvariant())];

    private static readonly FrozenDictionary<string, KeywordInfo>.AlternateLookup<ReadOnlySpan<char>> MySql =
        Build(ReservedByMySql).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, KeywordInfo>.AlternateLookup<ReadOnlySpan<char>> MariaDb =
        Build(ReservedByMariaDb).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The keyword that an unquoted word is, in any case of letters.</summary>
    public static KeywordInfo Find(Dialect dialect, ReadOnlySpan<char> word)
    {
        Span<char> folded = stackalloc char[Names.MaxLength];
        return Names.TryFold(word, folded, out var length)
            && (dialect == Dialect.MySql ? MySql : MariaDb).TryGetValue(folded[..length], out var info) ? info : default;
    }

    /// <summary>The keyword in upper case, or empty if it is none that the classifier knows.</summary>
    public static string UpperName(Keyword keyword) => keyword is Keyword.None or Keyword.Other ? "" : UpperNames[(int)keyword];

    /// <summary>The words of one of the lists here.</summary>
    internal static string[] Words(string list) => list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static FrozenDictionary<string, KeywordInfo> Build(string reservedByDialect)
    {
        var infos = new Dictionary<string, KeywordInfo>(StringComparer.Ordinal);
        foreach (var keyword in Enum.GetValues<Keyword>().Where(keyword => keyword > Keyword.Other))
        {
            infos[UpperNames[(int)keyword].ToLowerInvariant()] = new(keyword, IsReserved: false, NeverFunction: false);
        }

        foreach (var word in Words(NeverFunctions))
        {
            infos[word] = new(KeywordOf(word), IsReserved: false, NeverFunction: true);
        }

        foreach (var word in Words(Reserved).Concat(Words(reservedByDialect)))
        {
            infos[word] = new(KeywordOf(word), IsReserved: true, NeverFunction: true);
        }

        return infos.ToFrozenDictionary(StringComparer.Ordinal);

        Keyword KeywordOf(string word) => infos.TryGetValue(word, out var info) ? info.Keyword : Keyword.Other;
    }
}
