namespace CausalGateway.Causality.Workloads;

/// <summary>What clients do.</summary>
internal sealed record WorkloadOptions
{
    public required int Seed { get; init; }

    /// <summary>How many clients work at once. Default: 8.</summary>
    public int Clients { get; init; } = 8;

    /// <summary>How many writes are acknowledged, over all clients, before the workload ends.</summary>
    public required int Writes { get; init; }

    /// <summary>How many reads follow a write: at least, and fewer than. Default: 1 to 3.</summary>
    public (int Least, int Below) ReadsPerWrite { get; init; } = (1, 4);

    /// <summary>The level of reads. Default: session.</summary>
    public string Level { get; init; } = Histories.Level.Session;

    /// <summary>Of a hundred reads, how many ask for the level 'strong'. Default: 2.</summary>
    public int StrongPercent { get; init; } = 2;

    /// <summary>Of a hundred reads, how many ask for the primary. Default: 3.</summary>
    public int PrimaryPercent { get; init; } = 3;

    /// <summary>How many rows all clients write, besides one that each has for itself. Default: 4.</summary>
    public int SharedRows { get; init; } = 4;

    /// <summary>How long a request may wait for a server to catch up. Default: what the gateway takes.</summary>
    public TimeSpan? WaitTimeout { get; init; }

    /// <summary>How long a statement may take. Default: 5 s.</summary>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
