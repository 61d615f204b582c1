namespace CausalGateway.Abstractions;

/// <summary>One column of a result.</summary>
/// <param name="Name">As the server names it; may be empty or repeated.</param>
/// <param name="Type">The engine's name of its type, e.g. <c>int8</c>.</param>
public readonly record struct ColumnDescription(string Name, string Type);
