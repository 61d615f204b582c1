using CausalGateway.Engines.Postgres.Positions;

namespace CausalGateway.Engines.Postgres.Nodes;

/// <summary>How far a replica has received the log, and of which history.</summary>
internal sealed record ReceivedLog(PostgresHistory History, ulong Lsn);
