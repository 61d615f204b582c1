using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Api;

/// <summary>What a client asks for, read from the body and the headers, before any of it was judged.</summary>
internal sealed record QueryRequest
{
    public required string Sql { get; init; }

    public IReadOnlyList<StatementParameter> Parameters { get; init; } = [];

    /// <summary>Null if the body does not say; then a header may.</summary>
    public ConsistencyLevel? Level { get; init; }

    /// <summary>How long to wait for a replica; null for the cluster's.</summary>
    public TimeSpan? WaitTimeout { get; init; }

    /// <summary>Whether to fail rather than use the primary when no replica has caught up in time.</summary>
    public bool FailOnWaitTimeout { get; init; }

    public ReadTarget Target { get; init; }

    /// <summary>Whether rows are arrays rather than objects.</summary>
    public bool RowsAsArrays { get; init; }

    /// <summary>Whether 64-bit integers and decimals are JSON numbers, at the price of digits in some clients.</summary>
    public bool LossyNumbers { get; init; }

    /// <summary>How long the statement may run; null for the cluster's limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The bookmark that a <c>position-lost</c> offered, to go on without what was lost.</summary>
    public string? AcceptBookmark { get; init; }
}
