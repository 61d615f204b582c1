namespace CausalGateway.LocalCluster.Tests.Binlog;

public abstract class BinlogProcessTests(BinlogFixture fixture)
{
    private readonly BinlogCluster _cluster = fixture.Cluster;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_Replica_IsGoneAndItsPortIsRefused()
    {
        var (primary, replica, _) = fixture.Servers;
        var process = replica.ProcessId!.Value;

        await replica.KillAsync(Token);

        Assert.False(ProcessTree.IsAlive(process));
        Assert.Equal(ServerState.Stopped, replica.State);
        Assert.Null(replica.ProcessId);
        var error = await Assert.ThrowsAsync<SqlErrorException>(() => replica.ExecuteAsync("select 1", Token));
        Assert.Contains(error.Number, (int[])[2002, 2003]);

        await primary.WriteAsync(201);
        await replica.StartAsync(Token);
        await replica.WaitForRowAsync(201);
    }

    [Fact]
    public async Task Kill_FrozenServer_IsGone()
    {
        var replica = fixture.Servers.Second;
        await replica.FreezeAsync(Token);
        await replica.KillAsync(Token);
        Assert.Equal(ServerState.Stopped, replica.State);
        await replica.StartAsync(Token);
        await _cluster.WaitForStreamingAsync(replica, Token);
    }

    [Theory]
    [InlineData(StopMode.Fast)]
    [InlineData(StopMode.Immediate)]
    public async Task Restart_Replica_KeepsPortFollowsAndRefusesWrites(StopMode mode)
    {
        var replica = fixture.Servers.First;
        var (port, process) = (replica.Port, replica.ProcessId);

        await replica.RestartAsync(mode, Token);

        Assert.Equal(port, replica.Port);
        Assert.NotEqual(process, replica.ProcessId);
        await _cluster.WaitForStreamingAsync(replica, Token);
        var error = await Assert.ThrowsAsync<SqlErrorException>(() => _cluster.QueryAsync(
            replica, "insert into items values (-1)", SqlLogin.Application, cancellationToken: Token));
        Assert.Equal(1290, error.Number);
    }

    [Fact]
    public async Task Restart_Primary_ReplicasStreamAgain()
    {
        await _cluster.Primary.RestartAsync(cancellationToken: Token);
        await Task.WhenAll(_cluster.Replicas.Select(replica => _cluster.WaitForStreamingAsync(replica, Token)));
        await _cluster.Primary.WriteAsync(202);
        await Task.WhenAll(_cluster.Replicas.Select(replica => replica.WaitForRowAsync(202)));
    }

    [Fact]
    public async Task Freeze_Query_HangsUntilThawed()
    {
        var replica = fixture.Servers.First;
        await using var session = await _cluster.OpenSessionAsync(replica, cancellationToken: Token);

        await replica.FreezeAsync(Token);
        var query = session.QueryAsync("select 1", Token);
        await Assert.ThrowsAsync<TimeoutException>(() => query.WaitAsync(TimeSpan.FromMilliseconds(300), Token));
        Assert.Equal(ServerState.Frozen, replica.State);

        await replica.ThawAsync(Token);
        Assert.Equal("1", (await query.WaitAsync(Wait.DefaultDeadline, Token)).Rows[0][0]);
        Assert.Equal(ServerState.Running, replica.State);
    }

    [Fact]
    public async Task Crash_Primary_KeepsWhatWasWrittenAndReplicasStreamAgain()
    {
        await _cluster.Primary.WriteAsync(203);
        await _cluster.CrashAsync(_cluster.Primary, Token);
        await Task.WhenAll(_cluster.Replicas.Select(replica => _cluster.WaitForStreamingAsync(replica, Token)));
        Assert.True(await _cluster.Primary.HasAsync(203));
    }

    [Fact]
    public async Task Start_RunningServer_Throws() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => _cluster.Primary.StartAsync(Token));

    [Fact]
    public async Task Start_AsRoot_ServersRunAsAnotherUser()
    {
        var status = await File.ReadAllLinesAsync($"/proc/{_cluster.Primary.ProcessId}/status", Token);
        Assert.DoesNotContain("Uid:\t0\t0\t0\t0", status);
    }
}
