using CausalGateway.Engines.Postgres.Positions;

namespace CausalGateway.Engines.Postgres.Nodes;

/// <summary>What a server said in one round trip of its monitor.</summary>
/// <param name="Reading">Its position.</param>
/// <param name="ReadOnly">Whether transactions are read-only by default.</param>
/// <param name="AsynchronousCommits">
/// Whether commits that were not flushed may show: then only the log's end is an upper bound of what a primary has shown.
/// </param>
/// <param name="Receiving">Whether a receiver runs.</param>
/// <param name="Received">What a replica has received; null if its history cannot be told.</param>
internal sealed record MonitorAnswer(
    PositionReading Reading, bool ReadOnly, bool AsynchronousCommits, bool Receiving, ReceivedLog? Received);
