using CausalGateway.Abstractions;

namespace CausalGateway.Engines.InMemory.Sql;

/// <summary>The server's errors.</summary>
internal static class SqlError
{
    public static EngineException Make(string sqlState, string message, EngineErrorKind kind = EngineErrorKind.SqlError) =>
        new(kind, message) { SqlState = sqlState };

    public static EngineException Syntax(string near) => Make("42601", $"Syntax error near \"{near}\".");

    public static EngineException Constraint(string sqlState, string message) =>
        Make(sqlState, message, EngineErrorKind.ConstraintViolation);
}
