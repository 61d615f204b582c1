using System.Collections.Frozen;

namespace CausalGateway.Engines.InMemory.Sql;

/// <summary>The functions there are.</summary>
internal static class Functions
{
    /// <summary>Takes so many seconds and gives 0, or its second argument.</summary>
    public const string Sleep = "sleep";

    /// <summary>As a table: so many rows of <c>n</c>, counted from 1, and a <c>text</c> of a hundred bytes.</summary>
    public const string Series = "series";

    public const string Count = "count";

    /// <summary>Those that only compute.</summary>
    public static FrozenSet<string> Harmless { get; } =
        new[] { Sleep, Series, Count, "lower", "upper", "length", "concat", "varchar" }.ToFrozenSet();
}
