namespace CausalGateway.Engines.Postgres.Tests.Classification;

/// <summary>Statements by the kind they are.</summary>
internal static partial class StatementTable
{
    /// <summary>Every statement with its kind.</summary>
    public static (string Sql, StatementKind Kind)[] All =>
    [
        .. OfKind(StatementKind.Read, Reads),
        .. OfKind(StatementKind.Read, OtherReads),
        .. OfKind(StatementKind.Write, Writes),
        .. OfKind(StatementKind.SessionState, SessionStates),
        .. OfKind(StatementKind.Invalid, Invalids),
    ];

    private static IEnumerable<(string Sql, StatementKind Kind)> OfKind(StatementKind kind, string[] statements) =>
        statements.Select(sql => (sql, kind));
}
