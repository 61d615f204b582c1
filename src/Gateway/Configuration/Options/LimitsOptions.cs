namespace CausalGateway.Gateway.Configuration;

/// <summary>How large a request or an answer may be.</summary>
internal sealed record LimitsOptions
{
    /// <summary>The largest request body. Default 16 MiB, 1 KiB to 1 GiB.</summary>
    public long MaxBodyBytes { get; init; } = 16L << 20;

    /// <summary>
    /// The largest answer to a write, held back until its position is recorded. Default 16 MiB, 1 KiB to 1 GiB.
    /// </summary>
    public long MaxHeldBackBytes { get; init; } = 16L << 20;

    /// <summary>The largest answer to a read that has its receipt in the headers too. Default 64 KiB, 0 to 16 MiB.</summary>
    public long HeaderAnswerBytes { get; init; } = 64L << 10;

    /// <summary>
    /// The most parameters of one statement. Default 65,535, which is also what the servers allow at most; at least 1.
    /// </summary>
    public int MaxParameters { get; init; } = 65_535;
}
