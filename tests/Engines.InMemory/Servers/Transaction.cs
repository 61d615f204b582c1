namespace CausalGateway.Engines.InMemory.Servers;

/// <summary>What a server wrote, and which one of its transactions it is, from 1.</summary>
internal sealed record Transaction(string Origin, long Number, IReadOnlyList<Change> Changes);
