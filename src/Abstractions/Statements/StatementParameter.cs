namespace CausalGateway.Abstractions;

/// <summary>One parameter, as text for the server to read. Parameters are always sent apart from the statement.</summary>
/// <param name="Text">The value's text, or null for NULL. Numbers keep the digits the client wrote.</param>
/// <param name="Json">The value's JSON kind; arrays and objects are JSON text in <paramref name="Text"/>.</param>
/// <param name="Type">The engine's name of the type the client stated, or null for the server to infer it.</param>
public readonly record struct StatementParameter(string? Text, ParameterKind Json, string? Type = null);
