using CausalGateway.Engines.Postgres.Nodes;
using CausalGateway.Engines.Postgres.Positions;

namespace CausalGateway.Engines.Postgres.Execution;

/// <summary>A position that was read, with the history it belongs to; null while that cannot be told.</summary>
/// <param name="Reading">The position.</param>
/// <param name="History">Its history, or null.</param>
/// <param name="Server">The server that gave it.</param>
/// <param name="Promoted">
/// Whether the server has become the primary since. What it had replayed then proves nothing about transactions of its new
/// history: that a replica's position includes its transactions holds for replicas only.
/// </param>
/// <param name="AsynchronousCommits">Whether the configuration lets commits be asynchronous.</param>
internal sealed record PlacedReading(
    PositionReading Reading, PostgresHistory? History, ServerIdentity Server, bool Promoted, bool AsynchronousCommits)
{
    /// <summary>What later statements on the same incarnation see at least.</summary>
    public PostgresPosition? LowerBound => History is { } history && !Promoted ? Reading.LowerBound(history) : null;

    /// <summary>What earlier statements on the same incarnation have shown at most.</summary>
    /// <remarks>
    /// On a primary the log's end, flushed or not: any application may make a commit of its own asynchronous, and nothing tells.
    /// </remarks>
    public PostgresPosition? UpperBound =>
        History is { } history ? Reading.UpperBound(history, asynchronousCommits: true, Server.SegmentSize) : null;

    /// <summary>A position that covers a commit that was acknowledged before, and says nothing of what else was shown.</summary>
    public PostgresPosition? CommitBound =>
        History is { } history ? Reading.UpperBound(history, AsynchronousCommits, Server.SegmentSize) : null;
}
