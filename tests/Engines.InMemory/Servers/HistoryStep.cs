namespace CausalGateway.Engines.InMemory.Servers;

/// <summary>One primary of a history, and the last of its transactions that belongs to it; the present one has no last.</summary>
internal readonly record struct HistoryStep(string Origin, long Last);
