namespace CausalGateway.LocalCluster.Tests.Binlog;

/// <summary>What the tests of both engines need to know of the one they run on.</summary>
public abstract class EngineUnderTest
{
    /// <summary>What its servers' names begin with.</summary>
    public abstract string Prefix { get; }

    /// <summary>The position of a server that does not replicate, and of one that does, is the same text once it caught up.</summary>
    public abstract string PositionQuery { get; }

    /// <summary>Starts a cluster that does not wait for the disk.</summary>
    public abstract Task<BinlogCluster> StartAsync(int replicas, IReadOnlyDictionary<string, string>? settings = null);

    /// <summary>Whether a replica holds everything up to a position, replayed or not.</summary>
    public abstract Task<bool> HasReceivedAsync(BinlogCluster cluster, DatabaseServer replica, string position);
}
