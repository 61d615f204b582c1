using System.Collections.Frozen;

namespace CausalGateway.Engines.Postgres.Classification;

/// <summary>
/// The built-in functions that are known to only read. What is not listed counts as a write: it may be volatile, fail on a
/// replica (<c>pg_current_wal_lsn</c>), answer differently there (<c>pg_sequence_last_value</c>: WAL carries sequences ahead in
/// steps), or run a query it is given as text (<c>query_to_xml</c>, <c>ts_stat</c>).
/// </summary>
/// <remarks>
/// Volatile functions are listed where running them on a replica leaves nothing behind and means the same: clocks, random numbers
/// and identifiers (nobody can tell which server drew them), sizes on disk, and questions about the server that answers.
/// </remarks>
internal static class BuiltInFunctions
{
    private static readonly FrozenDictionary<string, FunctionKind> ByName = Build();

    private static readonly FrozenDictionary<string, FunctionKind>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Every name of a kind.</summary>
    internal static IEnumerable<string> OfKind(FunctionKind kind) =>
        ByName.Where(pair => pair.Value == kind).Select(pair => pair.Key);

    /// <summary>What is known of a function by its name as the server compares it.</summary>
    public static FunctionKind Find(ReadOnlySpan<char> name) =>
        BySpan.TryGetValue(name, out var kind) ? kind : FunctionKind.Unknown;

    private static FrozenDictionary<string, FunctionKind> Build()
    {
        var kinds = new Dictionary<string, FunctionKind>(StringComparer.Ordinal);
        Add(BuiltInFunctionTable.Reads, FunctionKind.Read);
        Add(BuiltInFunctionTable.LeasedReads, FunctionKind.LeasedRead);
        Add(BuiltInFunctionTable.Sessions, FunctionKind.Session);
        return kinds.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(string[] sections, FunctionKind kind)
        {
            foreach (var name in sections.SelectMany(Keywords.Words))
            {
                kinds.Add(name, kind);
            }
        }
    }
}
