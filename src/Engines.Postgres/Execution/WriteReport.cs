using Npgsql;

namespace CausalGateway.Engines.Postgres.Execution;

/// <summary>What is known of a write that has been committed.</summary>
/// <param name="Command">The client's statement, as Npgsql counted it.</param>
/// <param name="Rows">How many rows it returned.</param>
/// <param name="Floor">The position before its commit.</param>
/// <param name="After">The position behind its commit, or null if it still has to be fetched.</param>
internal readonly record struct WriteReport(NpgsqlBatchCommand Command, long Rows, CommitFloor Floor, PlacedReading? After);
