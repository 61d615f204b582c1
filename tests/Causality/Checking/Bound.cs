namespace CausalGateway.Causality.Checking;

/// <summary>The least version of a row that may still be shown.</summary>
/// <param name="Version">The version.</param>
/// <param name="Kind">Why.</param>
/// <param name="Operation">The operation that set it.</param>
internal readonly record struct Bound(int Version, BoundKind Kind, int Operation);
