using CausalGateway.Causality.Histories;

namespace CausalGateway.Causality.Workloads;

/// <summary>An operation that has ended, with the bookmark that its answer brought, if any.</summary>
internal sealed record Sent(Operation Operation, HeldBookmark? Bookmark);
