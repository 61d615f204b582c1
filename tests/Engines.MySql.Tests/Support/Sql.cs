using CausalGateway.Abstractions;

namespace CausalGateway.Engines.MySql.Tests.Support;

/// <summary>Statements with the classification that they need, stated by hand.</summary>
internal static class Sql
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

    /// <summary>A write that commits by itself.</summary>
    public static StatementRequest Definition(string sql) =>
        Make(sql, StatementKind.Write, returnsRows: false, allowedInTransaction: false);

    /// <summary>A procedure that may commit by itself and return rows.</summary>
    public static StatementRequest Call(string sql) =>
        Make(sql, StatementKind.Write, returnsRows: true, allowedInTransaction: false);

    /// <summary>The statement, known to leave nothing behind on its connection.</summary>
    public static StatementRequest Shareable(this StatementRequest request) =>
        request with { Classification = request.Classification with { Shareable = true } };

    /// <summary>The statement with its parameters, all text.</summary>
    public static StatementRequest With(this StatementRequest request, params string?[] parameters) => request with
    {
        Parameters = Array.ConvertAll(
            parameters, text => new StatementParameter(text, text is null ? ParameterKind.Null : ParameterKind.Text)),
        Classification = request.Classification with { ParameterCount = parameters.Length },
    };

    private static StatementRequest Make(
        string sql, StatementKind kind, bool returnsRows, bool allowedInTransaction = true) => new()
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
            },
        };
}
