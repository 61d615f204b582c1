using CausalGateway.LocalCluster.Gateway;

namespace CausalGateway.Causality.Histories;

/// <summary>A row as an answer showed it.</summary>
/// <param name="Row">Its key.</param>
/// <param name="Version">How many writes it has had.</param>
/// <param name="Writer">The operation that wrote this version; 0 for the first state, which nobody wrote.</param>
internal readonly record struct RowState(int Row, int Version, int Writer)
{
    /// <summary>The rows of an answer.</summary>
    public static IReadOnlyList<RowState> AllOf(GatewayAnswer answer) =>
        [.. answer.Rows.Select(row => new RowState((int)row!["id"]!, (int)row["version"]!, (int)row["writer"]!))];
}
