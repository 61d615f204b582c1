using Npgsql;

namespace CausalGateway.LocalCluster.Tests.Postgres;

[Collection(nameof(SharedCluster))]
public sealed class PostgresProcessTests(PostgresFixture fixture)
{
    private readonly PostgresCluster _cluster = fixture.Cluster;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_Replica_AllItsProcessesAreGoneAndItsPortIsRefused()
    {
        var replica = _cluster["pg-2"];
        var processes = ProcessTree.Find(replica.ProcessId!.Value);

        await replica.KillAsync(Token);

        Assert.True(processes.Count > 3);
        Assert.DoesNotContain(processes, ProcessTree.IsAlive);
        Assert.Equal(ServerState.Stopped, replica.State);
        Assert.Null(replica.ProcessId);
        await Assert.ThrowsAsync<NpgsqlException>(() => replica.ExecuteAsync("select 1", Token));

        await _cluster.Primary.WriteAsync(201);
        await replica.StartAsync(Token);
        await replica.WaitForRowAsync(201);
    }

    [Fact]
    public async Task Kill_FrozenServer_IsGone()
    {
        var replica = _cluster["pg-3"];
        await replica.FreezeAsync(Token);
        await replica.KillAsync(Token);
        Assert.Equal(ServerState.Stopped, replica.State);
        await replica.StartAsync(Token);
        await _cluster.WaitForStreamingAsync(replica, Token);
    }

    [Theory]
    [InlineData(StopMode.Fast)]
    [InlineData(StopMode.Smart)]
    [InlineData(StopMode.Immediate)]
    public async Task Restart_Replica_KeepsPortAndFollows(StopMode mode)
    {
        var replica = _cluster["pg-2"];
        var (port, process) = (replica.Port, replica.ProcessId);

        await replica.RestartAsync(mode, Token);

        Assert.Equal(port, replica.Port);
        Assert.NotEqual(process, replica.ProcessId);
        await _cluster.WaitForStreamingAsync(replica, Token);
    }

    [Fact]
    public async Task Restart_Primary_ReplicasStreamAgain()
    {
        await _cluster.Primary.RestartAsync(cancellationToken: Token);
        await Task.WhenAll(_cluster.Replicas.Select(replica => _cluster.WaitForStreamingAsync(replica, Token)));
    }

    [Fact]
    public async Task Freeze_Query_HangsUntilThawed()
    {
        var replica = _cluster["pg-2"];
        await using var source = NpgsqlDataSource.Create(replica.GetConnectionString());
        await using var connection = await source.OpenConnectionAsync(Token);
        await using var command = new NpgsqlCommand("select 1", connection);

        await replica.FreezeAsync(Token);
        var query = command.ExecuteScalarAsync(Token);
        await Assert.ThrowsAsync<TimeoutException>(() => query.WaitAsync(TimeSpan.FromMilliseconds(300), Token));
        Assert.Equal(ServerState.Frozen, replica.State);

        await replica.ThawAsync(Token);
        Assert.Equal(1, await query.WaitAsync(Wait.DefaultDeadline, Token));
        Assert.Equal(ServerState.Running, replica.State);
    }

    [Theory]
    [InlineData("pg-1")]
    [InlineData("pg-2")]
    public async Task Crash_Server_RestartsItsProcessesButNotItself(string name)
    {
        const string Started = "select backend_start from pg_stat_activity where backend_type = 'checkpointer'";
        var server = _cluster[name];
        var process = server.ProcessId;
        var before = await server.ScalarAsync<DateTime>(Started, Token);

        await _cluster.CrashAsync(server, Token);

        Assert.True(await server.ScalarAsync<DateTime>(Started, Token) > before);
        Assert.Equal(process, server.ProcessId);
        await Task.WhenAll(_cluster.Replicas.Select(replica => _cluster.WaitForStreamingAsync(replica, Token)));
    }

    [Fact]
    public async Task Start_Cluster_ListensOnLoopbackOnlyAndNotOnTheStandardPort()
    {
        foreach (var server in _cluster.Servers)
        {
            Assert.NotEqual(5432, server.Port);
            Assert.Equal("127.0.0.1", await server.ScalarAsync<string>("show listen_addresses", Token));
            Assert.Equal("", await server.ScalarAsync<string>("show unix_socket_directories", Token));
            Assert.Equal(server.Port, await server.ScalarAsync<int>("select inet_server_port()", Token));
        }
    }

    [Fact]
    public async Task Start_AsRoot_ServersRunAsAnotherUser()
    {
        var status = await File.ReadAllLinesAsync($"/proc/{_cluster.Primary.ProcessId}/status", Token);
        Assert.DoesNotContain("Uid:\t0\t0\t0\t0", status);
    }

    [Fact]
    public async Task Start_RunningServer_Throws() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => _cluster.Primary.StartAsync(Token));
}
