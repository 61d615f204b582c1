using CausalGateway.Abstractions;

namespace CausalGateway.Engines.MySql.Tests.Classification;

/// <summary>Statements by the kind they are.</summary>
internal static partial class StatementTable
{
    /// <summary>Every statement of a dialect with its kind.</summary>
    public static IEnumerable<(string Sql, StatementKind Kind)> All(Dialect dialect) =>
    [
        .. OfKind(StatementKind.Read, ReadsOf(dialect)),
        .. OfKind(StatementKind.Read, OtherReads),
        .. OfKind(StatementKind.Write, Writes),
        .. OfKind(StatementKind.Write, dialect == Dialect.MySql ? MySqlWrites : MariaDbWrites),
        .. OfKind(StatementKind.SessionState, SessionStates),
        .. OfKind(StatementKind.SessionState, dialect == Dialect.MySql ? MySqlSessionStates : MariaDbSessionStates),
        .. OfKind(StatementKind.Invalid, Invalids),
        .. OfKind(StatementKind.Invalid, dialect == Dialect.MySql ? MySqlInvalids : []),
    ];

    /// <summary>The reads of a dialect that a server with the tables of <see cref="Tables"/> answers at once.</summary>
    public static string[] ReadsOf(Dialect dialect) =>
        [.. Reads, .. dialect == Dialect.MySql ? MySqlReads : MariaDbReads];

    private static IEnumerable<(string Sql, StatementKind Kind)> OfKind(StatementKind kind, string[] statements) =>
        statements.Select(sql => (sql, kind));
}
