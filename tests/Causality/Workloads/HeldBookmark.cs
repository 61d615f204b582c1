namespace CausalGateway.Causality.Workloads;

/// <summary>A bookmark in a client's hands.</summary>
/// <param name="GivenBy">The operation whose answer brought it.</param>
/// <param name="Text">The bookmark.</param>
internal sealed record HeldBookmark(int GivenBy, string Text);
