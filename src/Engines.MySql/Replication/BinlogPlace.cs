namespace CausalGateway.Engines.MySql.Replication;

/// <summary>A place in a server's binary log.</summary>
internal readonly record struct BinlogPlace(string File, long Offset);
