namespace CausalGateway.LocalCluster.MySql;

/// <summary>What a MariaDB cluster is made of.</summary>
public sealed record MariaDbClusterOptions : BinlogClusterOptions;
