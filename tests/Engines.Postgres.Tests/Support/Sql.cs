using System.Globalization;
using System.Text.RegularExpressions;

namespace CausalGateway.Engines.Postgres.Tests.Support;

/// <summary>Statements with the classification that they need, stated by hand.</summary>
internal static partial class Sql
{
    /// <summary>A read.</summary>
    public static StatementRequest Read(
        string sql, PositionDemand demand = PositionDemand.None, ReplicationPosition? mustCover = null) =>
        Make(sql, StatementKind.Read, returnsRows: true) with
        {
            ReadOnly = true,
            Demand = mustCover is null ? demand : demand | PositionDemand.Before,
            MustCover = mustCover,
        };

    /// <summary>A write that returns no rows.</summary>
    public static StatementRequest Write(string sql) => Make(sql, StatementKind.Write, returnsRows: false);

    /// <summary>A write that returns rows.</summary>
    public static StatementRequest Returning(string sql) => Make(sql, StatementKind.Write, returnsRows: true);

    /// <summary>A write that the server takes only outside a transaction.</summary>
    public static StatementRequest Alone(string sql) =>
        Make(sql, StatementKind.Write, returnsRows: false, allowedInTransaction: false);

    /// <summary>A procedure that may commit by itself and return rows.</summary>
    public static StatementRequest Call(string sql) =>
        Make(sql, StatementKind.Write, returnsRows: true, allowedInTransaction: false);

    /// <summary>The statement with its parameters.</summary>
    public static StatementRequest With(this StatementRequest request, params StatementParameter[] parameters) =>
        request with { Parameters = parameters };

    private static StatementRequest Make(
        string sql, StatementKind kind, bool returnsRows, bool allowedInTransaction = true)
    {
        var placeholders = PlaceholderPattern().Matches(sql)
            .Select(match => new Placeholder(
                int.Parse(match.ValueSpan[1..], CultureInfo.InvariantCulture) - 1, match.Index, match.Length))
            .ToArray();
        return new StatementRequest
        {
            Sql = sql,
            Demand = kind == StatementKind.Write ? PositionDemand.Commit : PositionDemand.None,
            Classification = new StatementClassification
            {
                Kind = kind,
                Reason = "stated by the test",
                Command = sql.Split(' ')[0].ToUpperInvariant(),
                ReturnsRows = returnsRows,
                AllowedInTransaction = allowedInTransaction,
                Placeholders = placeholders,
                ParameterCount = placeholders.Length == 0 ? 0 : placeholders.Max(place => place.Index) + 1,
            },
        };
    }

    [GeneratedRegex(@"\$\d+")]
    private static partial Regex PlaceholderPattern();
}
