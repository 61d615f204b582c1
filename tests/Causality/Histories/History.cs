namespace CausalGateway.Causality.Histories;

/// <summary>Everything that happened in a run.</summary>
internal sealed record History
{
    /// <summary>What the run's random choices came from.</summary>
    public required int Seed { get; init; }

    /// <summary>In the order of their numbers.</summary>
    public required IReadOnlyList<Operation> Operations { get; init; }

    /// <summary>Every committed write, in any order.</summary>
    public required IReadOnlyList<JournalEntry> Journal { get; init; }

    /// <summary>The servers' names by their ports.</summary>
    public required IReadOnlyDictionary<int, string> Servers { get; init; }

    /// <summary>What was done to servers, in that order.</summary>
    public IReadOnlyList<FaultEvent> Faults { get; init; } = [];
}
