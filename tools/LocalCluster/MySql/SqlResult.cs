namespace CausalGateway.LocalCluster.MySql;

/// <summary>The rows of a query, as text.</summary>
/// <param name="Columns">The columns' names, in order; empty if there are no rows, which hides them.</param>
/// <param name="Rows">The values in the columns' order; null for NULL.</param>
public sealed record SqlResult(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows)
{
    internal static SqlResult Empty { get; } = new([], []);

    /// <summary>The value of the first row in a column, or null.</summary>
    public string? this[string column]
    {
        get
        {
            var index = Columns.ToList().IndexOf(column);
            return Rows is [var first, ..] && index >= 0 ? first[index] : null;
        }
    }
}
