using Npgsql;

namespace CausalGateway.LocalCluster.Tests.Postgres;

/// <summary>Verbs that leave the cluster another one than it was: each test has its own.</summary>
public sealed class PostgresFailoverTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Failover_PrimaryKilled_PromotedRepointedAndRewound()
    {
        await using var cluster = await StartAsync(replicas: 2);
        var (old, promoted, other) = (cluster["pg-1"], cluster["pg-2"], cluster["pg-3"]);
        await other.WaitForReceivedAsync(await old.WriteAsync(1));
        await cluster.WaitForReplayAsync(promoted, Token);

        // The old primary has a row that no replica has ever received.
        cluster.Cut(old, promoted);
        cluster.Cut(old, other);
        await old.WriteAsync(2);
        await old.KillAsync(Token);
        await cluster.PromoteAsync(promoted, Token);

        Assert.Same(promoted, cluster.Primary);
        Assert.Equal(DatabaseRole.Primary, promoted.Role);
        await promoted.WriteAsync(3);
        Assert.Equal("00000002", await GetTimelineAsync(promoted));

        await cluster.RepointAsync(other, promoted, cancellationToken: Token);
        await other.WaitForRowAsync(3);

        cluster.Heal(old, promoted);
        await cluster.RewindAsync(old, promoted, Token);
        Assert.Equal(DatabaseRole.Replica, old.Role);
        Assert.Same(promoted, old.Source);
        await old.WaitForRowAsync(3);
        Assert.True(await old.HasAsync(1));
        Assert.False(await old.HasAsync(2));
    }

    [Fact]
    public async Task Rewind_RunningOldPrimary_StreamsFromTheOther()
    {
        await using var cluster = await StartAsync(replicas: 1);
        var (old, promoted) = (cluster["pg-1"], cluster["pg-2"]);
        await cluster.PromoteAsync(promoted, Token);
        await old.WriteAsync(1);
        await promoted.WriteAsync(2);

        await cluster.RewindAsync(old, promoted, Token);
        await old.WaitForRowAsync(2);
        Assert.False(await old.HasAsync(1));

        // And back again: the roles have changed twice.
        await cluster.PromoteAsync(old, Token);
        Assert.Equal("00000003", await GetTimelineAsync(old));
        await old.WriteAsync(3);
        await cluster.RewindAsync(promoted, old, Token);
        await promoted.WaitForRowAsync(3);
    }

    [Fact]
    public async Task Repoint_ReplicaAheadOfTheFork_StaysStuckUntilRewound()
    {
        await using var cluster = await StartAsync(replicas: 2);
        var (old, promoted, ahead) = (cluster["pg-1"], cluster["pg-2"], cluster["pg-3"]);
        await old.WriteAsync(1);
        await cluster.WaitForReplayAsync(promoted, Token);
        cluster.Cut(old, promoted);
        await old.WriteAsync(2);
        await ahead.WaitForRowAsync(2);
        await old.KillAsync(Token);
        await cluster.PromoteAsync(promoted, Token);
        await promoted.WriteAsync(3);

        await cluster.RepointAsync(ahead, promoted, awaitStreaming: false, Token);

        await Assert.ThrowsAsync<TimeoutException>(() => Wait.UntilAsync(
            "pg-3 shows row 3", async _ => await ahead.HasAsync(3), TimeSpan.FromSeconds(1), cancellationToken: Token));
        Assert.True(await ahead.HasAsync(2));

        await cluster.RewindAsync(ahead, promoted, Token);
        await ahead.WaitForRowAsync(3);
        Assert.False(await ahead.HasAsync(2));
    }

    [Fact]
    public async Task AddReplica_ThenRemove_StreamsAndLeavesNothing()
    {
        await using var cluster = await StartAsync(replicas: 0);
        await cluster.Primary.WriteAsync(1);

        var replica = await cluster.AddReplicaAsync(cancellationToken: Token);
        var cascaded = await cluster.AddReplicaAsync(replica, Token);
        await cluster.Primary.WriteAsync(2);
        await replica.WaitForRowAsync(2);
        await cascaded.WaitForRowAsync(2);
        Assert.Same(replica, cascaded.Source);
        Assert.Equal(["pg-2", "pg-3"], cluster.Replicas.Select(server => server.Name));

        await cluster.RemoveReplicaAsync(cascaded, Token);
        await cluster.RemoveReplicaAsync(replica, Token);
        Assert.Empty(cluster.Replicas);
        Assert.False(Directory.Exists(replica.Folder));
        Assert.Equal(0, await cluster.Primary.ScalarAsync<long>("select count(*) from pg_replication_slots", Token));
        Assert.Throws<KeyNotFoundException>(() => cluster["pg-2"]);
    }

    [Fact]
    public async Task RequirePasswords_RoleWithoutOne_IsRefused()
    {
        await using var cluster = await PostgresCluster.StartAsync(
            new PostgresClusterOptions
            {
                Replicas = 0,
                RequirePasswords = true,
                Settings = new Dictionary<string, string> { ["log_statement"] = "all", ["max_connections"] = "50" },
            },
            Token);
        var primary = cluster.Primary;
        await primary.ExecuteAsync("create role app login password 'secret'", Token);
        Assert.Equal("50", await primary.ScalarAsync<string>("show max_connections", Token));

        var asApp = new NpgsqlConnectionStringBuilder(primary.GetConnectionString())
        {
            Username = "app",
            Password = "secret",
        };
        await using var good = new NpgsqlConnection(asApp.ConnectionString);
        await good.OpenAsync(Token);

        asApp.Password = "wrong";
        await using var bad = new NpgsqlConnection(asApp.ConnectionString);
        var error = await Assert.ThrowsAsync<PostgresException>(() => bad.OpenAsync(Token));
        Assert.Equal("28P01", error.SqlState);
    }

    private static Task<PostgresCluster> StartAsync(int replicas) =>
        PostgresCluster.StartAsync(new PostgresClusterOptions { Replicas = replicas, Fsync = false }, Token);

    private static async Task<string?> GetTimelineAsync(DatabaseServer server) =>
        await server.ScalarAsync<string>("select substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)", Token);
}
