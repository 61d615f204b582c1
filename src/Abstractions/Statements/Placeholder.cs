namespace CausalGateway.Abstractions;

/// <summary>One use of a parameter in a statement's text.</summary>
/// <param name="Index">Which parameter, from 0.</param>
/// <param name="Offset">Where it starts, in UTF-16 code units.</param>
/// <param name="Length">How long it is there, in UTF-16 code units.</param>
public readonly record struct Placeholder(int Index, int Offset, int Length);
