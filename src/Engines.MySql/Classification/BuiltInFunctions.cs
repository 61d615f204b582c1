using System.Collections.Frozen;

namespace CausalGateway.Engines.MySql.Classification;

/// <summary>
/// The built-in functions of one dialect that are known to only read. What is not listed counts as a write: it may be stored or
/// loaded code, or wait for, or answer from, something that a replica has not (<c>master_pos_wait</c>, <c>load_file</c>).
/// </summary>
/// <remarks>
/// Functions that answer differently each time are listed where running them on a replica leaves nothing behind and means the
/// same: clocks, random numbers and identifiers (nobody can tell which server drew them).
/// </remarks>
internal sealed class BuiltInFunctions
{
    private static readonly BuiltInFunctions MySql = new(
        [.. BuiltInFunctionTable.Common, .. BuiltInFunctionTable.MySql],
        BuiltInFunctionTable.SessionReads);

    private static readonly BuiltInFunctions MariaDb = new(
        [.. BuiltInFunctionTable.Common, .. BuiltInFunctionTable.MariaDb],
        [.. BuiltInFunctionTable.SessionReads, .. BuiltInFunctionTable.MariaDbSessionReads]);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Adjacent =
        Keywords.Words(BuiltInFunctionTable.OnlyAdjacent).ToFrozenSet(StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly FrozenDictionary<string, FunctionKind> _byName;
    private readonly FrozenDictionary<string, FunctionKind>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    private BuiltInFunctions(string[] reads, string[] sessionReads)
    {
        var kinds = new Dictionary<string, FunctionKind>(StringComparer.Ordinal);
        Add(reads, FunctionKind.Read);
        Add(BuiltInFunctionTable.LeasedReads, FunctionKind.LeasedRead);
        Add(sessionReads, FunctionKind.SessionRead);
        Add(BuiltInFunctionTable.Sessions, FunctionKind.Session);
        _byName = kinds.ToFrozenDictionary(StringComparer.Ordinal);
        _bySpan = _byName.GetAlternateLookup<ReadOnlySpan<char>>();

        void Add(string[] sections, FunctionKind kind)
        {
            foreach (var name in sections.SelectMany(Keywords.Words))
            {
                kinds.Add(name, kind);
            }
        }
    }

    /// <summary>Those of a dialect.</summary>
    public static BuiltInFunctions Of(Dialect dialect) => dialect == Dialect.MySql ? MySql : MariaDb;

    /// <summary>What is known of a function by its folded name.</summary>
    public FunctionKind Find(ReadOnlySpan<char> name) => _bySpan.TryGetValue(name, out var kind) ? kind : FunctionKind.Unknown;

    /// <summary>Whether the name is the built-in function's only if its parenthesis follows at once, else a stored function's.</summary>
    public static bool NeedsAdjacentParenthesis(ReadOnlySpan<char> name) => Adjacent.Contains(name);

    /// <summary>Every name of a kind.</summary>
    internal IEnumerable<string> OfKind(FunctionKind kind) =>
        _byName.Where(pair => pair.Value == kind).Select(pair => pair.Key);
}
