namespace CausalGateway.Engines.InMemory.Sql;

/// <summary>A column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="NotNull">Whether NULL is refused.</param>
/// <param name="References">The table whose keys it holds, or null.</param>
/// <param name="Forbidden">A value that is refused, or null.</param>
internal sealed record ColumnDefinition(string Name, SqlType Type, bool NotNull, string? References, string? Forbidden);
