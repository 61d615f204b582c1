namespace CausalGateway.LocalCluster.Tests.Binlog;

/// <summary>Verbs that leave the cluster another one than it was: each test has its own.</summary>
public abstract class BinlogFailoverTests(EngineUnderTest engine)
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected EngineUnderTest Engine => engine;

    [Fact]
    public async Task Failover_PrimaryKilled_PromotedRepointedAndRewound()
    {
        await using var cluster = await engine.StartAsync(replicas: 2);
        var (old, promoted, other) = (Get(cluster, 1), Get(cluster, 2), Get(cluster, 3));
        await old.WriteAsync(1);
        await Task.WhenAll(cluster.Replicas.Select(replica => cluster.WaitForReplayAsync(replica, Token)));

        // What it has received counts even if it is not replayed; the old primary's last row was never received.
        await cluster.PauseReplayAsync(promoted, Token);
        await old.WriteAsync(2);
        var received = await engine.GetPositionAsync(old);
        await engine.WaitForReceivedAsync(cluster, promoted, received);
        await engine.WaitForReceivedAsync(cluster, other, received);
        cluster.Cut(old, promoted);
        cluster.Cut(old, other);
        await old.WriteAsync(3);
        await old.KillAsync(Token);
        await cluster.PromoteAsync(promoted, Token);

        Assert.Same(promoted, cluster.Primary);
        Assert.Equal(DatabaseRole.Primary, promoted.Role);
        Assert.Null(promoted.Source);
        Assert.True(await promoted.HasAsync(2));
        await cluster.QueryAsync(promoted, "insert into items values (4)", SqlLogin.Application, cancellationToken: Token);

        await cluster.RepointAsync(other, promoted, cancellationToken: Token);
        await other.WaitForRowAsync(4);

        cluster.Heal(old, promoted);
        await cluster.RewindAsync(old, promoted, Token);
        Assert.Equal(DatabaseRole.Replica, old.Role);
        Assert.Same(promoted, old.Source);
        Assert.True(await old.HasAsync(1));
        Assert.False(await old.HasAsync(3));
        Assert.True(await old.HasAsync(4));
    }

    [Fact]
    public async Task Rewind_RunningOldPrimary_FollowsTheOtherAndBack()
    {
        await using var cluster = await engine.StartAsync(replicas: 1);
        var (old, promoted) = (Get(cluster, 1), Get(cluster, 2));
        await old.WriteAsync(0);
        await cluster.PromoteAsync(promoted, Token);
        await old.WriteAsync(1);
        await promoted.WriteAsync(2);

        await cluster.RewindAsync(old, promoted, Token);
        Assert.True(await old.HasAsync(2));
        Assert.False(await old.HasAsync(1));

        // And back again: the roles have changed twice.
        await cluster.PromoteAsync(old, Token);
        await old.WriteAsync(3);
        await cluster.RewindAsync(promoted, old, Token);
        Assert.True(await promoted.HasAsync(3));
    }

    [Fact]
    public async Task AddReplica_ThenRemove_StreamsAndLeavesNothing()
    {
        // Without TLS nobody gets in, replicas neither.
        var settings = new Dictionary<string, string> { ["require_secure_transport"] = "ON", ["max_connections"] = "70" };
        await using var cluster = await engine.StartAsync(replicas: 0, settings);
        Assert.Equal(70, await cluster.Primary.ScalarAsync<int>("select @@max_connections", Token));
        await cluster.Primary.WriteAsync(1);

        var replica = await cluster.AddReplicaAsync(cancellationToken: Token);
        var cascaded = await cluster.AddReplicaAsync(replica, Token);
        await cluster.Primary.WriteAsync(2);
        await cascaded.WaitForRowAsync(2);
        Assert.Same(replica, cascaded.Source);
        Assert.True(await cascaded.HasAsync(1));
        Assert.Equal([$"{engine.Prefix}-2", $"{engine.Prefix}-3"], cluster.Replicas.Select(server => server.Name));

        await cluster.RemoveReplicaAsync(cascaded, Token);
        await cluster.RemoveReplicaAsync(replica, Token);
        Assert.Empty(cluster.Replicas);
        Assert.False(Directory.Exists(replica.Folder));
        Assert.Throws<KeyNotFoundException>(() => cluster[$"{engine.Prefix}-2"]);
    }

    /// <summary>A replica that has a row which the promoted one lacks, made to follow that one.</summary>
    protected async Task<BinlogCluster> RepointAheadAsync()
    {
        var cluster = await engine.StartAsync(replicas: 2);
        var (old, promoted, ahead) = (Get(cluster, 1), Get(cluster, 2), Get(cluster, 3));
        await old.WriteAsync(1);
        await cluster.WaitForReplayAsync(promoted, Token);
        cluster.Cut(old, promoted);
        await old.WriteAsync(2);
        await ahead.WaitForRowAsync(2);
        await old.KillAsync(Token);
        await cluster.PromoteAsync(promoted, Token);
        await promoted.WriteAsync(3);
        await cluster.RepointAsync(ahead, promoted, awaitStreaming: false, Token);
        return cluster;
    }

    protected DatabaseServer Get(BinlogCluster cluster, int number) => cluster[$"{engine.Prefix}-{number}"];
}
