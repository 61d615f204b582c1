using System.Diagnostics;
using System.Globalization;
using CausalGateway.Gateway.Sessions;
using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.Links;
using CausalGateway.LocalCluster.Redis;

namespace CausalGateway.Gateway.Tests.Sessions;

/// <summary>What becomes of the calls when Redis does: each test has a server of its own to do it to.</summary>
public sealed class RedisFailureTests : IAsyncDisposable
{
    // Far above the deadline of 500 ms, for the sake of busy machines, and far below anything that waits for Redis itself.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly SessionAddress _address = Make.Address();
    private RedisServer? _server;
    private RedisSessionStore? _store;

    private RedisServer Server => _server!;

    private RedisSessionStore Store => _store!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Fact]
    public async Task AnyCall_RedisDownAtTheStart_FailsUntilItIsUp()
    {
        await StartAsync();
        await Server.StopAsync(cancellationToken: Token);

        await AllCallsFailAsync();

        await Server.StartAsync(Token);
        await StoreWorksAsync();
    }

    [Fact]
    public async Task AnyCall_RedisKilledAndRestarted_FailsAndThenWorks()
    {
        await StartAsync();
        await StoreWorksAsync();
        await Server.KillAsync(Token);

        await AllCallsFailAsync();

        await Server.StartAsync(Token);
        await StoreWorksAsync();
    }

    [Fact]
    public async Task AnyCall_RedisFrozen_FailsInTimeAndWorksAfterwards()
    {
        await StartAsync();
        await StoreWorksAsync();
        await AppendAsync(1);
        await Server.FreezeAsync(Token);

        await AllCallsFailAsync(SessionStoreFailure.Timeout);

        await Server.ThawAsync(Token);
        await StoreWorksAsync();
        Assert.True((await ReadAsync()).Dependency!.Position.Covers(new IntegerSet(1)));
    }

    [Fact]
    public async Task AnyCall_RedisFrozenAtTheStart_FailsInTimeAndWorksAfterwards()
    {
        await StartAsync();
        await Server.FreezeAsync(Token);

        await AllCallsFailAsync();

        await Server.ThawAsync(Token);
        await StoreWorksAsync();
    }

    [Fact]
    public async Task AnyCall_LinkGoesSilent_FailsInTimeAndTriesAnotherConnection()
    {
        await StartAsync();
        await using var relay = Server.OpenRelay();
        await UseAsync(relay.Host, relay.Port);
        await StoreWorksAsync();
        var connections = relay.ConnectionCount;
        relay.Cut(CutMode.Stall);

        await AllCallsFailAsync(SessionStoreFailure.Timeout);

        // Nobody ever tells the client that the old connection is dead: the calls have to.
        await Wait.UntilAsync(
            "calls open another connection in place of the silent one",
            async _ =>
            {
                await Assert.ThrowsAsync<SessionStoreException>(ReadAsync);
                return relay.ConnectionCount > connections;
            },
            cancellationToken: Token);
        relay.Heal();
        await StoreWorksAsync();
    }

    [Fact]
    public async Task AnyCall_CancelledWhileRedisIsFrozen_IsCancelled()
    {
        await StartAsync();
        await StoreWorksAsync();
        await Server.FreezeAsync(Token);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var read = Store.ReadAsync(_address, Make.Codec, cancel.Token).AsTask();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        await Server.ThawAsync(Token);
    }

    [Fact]
    public async Task AnyCall_RedisBecameAReplica_FailsEvenForAMissingRecord()
    {
        await StartAsync();
        await StoreWorksAsync();
        await using var primary = await RedisServer.StartAsync(new RedisServerOptions { Name = "primary" }, Token);

        await CommandAsync("REPLICAOF", primary.Host, primary.Port.ToString(CultureInfo.InvariantCulture));

        await AllCallsFailAsync();
    }

    [Fact]
    public async Task Append_RedisIsOutOfMemory_FailsAndChangesNothing()
    {
        await StartAsync();
        await StoreWorksAsync();
        await AppendAsync(1);
        var before = await ReadAsync();
        await CommandAsync("CONFIG", "SET", "maxmemory", "1");

        var refused = await Assert.ThrowsAsync<SessionStoreException>(
            async () => await Store.AppendAsync(_address, Make.Codec, Make.Dependency(1, 2), before.Merged, Token));

        Assert.Equal(SessionStoreFailure.Refused, refused.Failure);
        Assert.Equal(before.Merged, (await ReadAsync()).Merged);
    }

    [Fact]
    public async Task AnyCall_PasswordIsMissing_FailsWithoutTellingSecretsOrServers()
    {
        await StartAsync(new RedisServerOptions { Password = "correct-horse" });
        await UseAsync(Server.Host, Server.Port, ",password=battery-staple");

        var failed = await Assert.ThrowsAsync<SessionStoreException>(ReadAsync);

        Assert.DoesNotContain(Server.Host, failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Server.Port}", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("battery-staple", failed.ToString(), StringComparison.Ordinal);

        await UseAsync(Server.Host, Server.Port);
        await AllCallsFailAsync();

        await UseAsync(Server.Host, Server.Port, ",password=correct-horse");
        await StoreWorksAsync();
    }

    [Fact]
    public async Task AnyCall_RedisCluster_FailsWhileItIsDownAndWorksWhenItIsUp()
    {
        await StartAsync(new RedisServerOptions
        {
            Settings = new Dictionary<string, string> { ["cluster-enabled"] = "yes" },
        });

        await AllCallsFailAsync();

        await CommandAsync("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
        await StoreWorksAsync();
    }

    private async Task StartAsync(RedisServerOptions? options = null)
    {
        _server = await RedisServer.StartAsync(options ?? new RedisServerOptions(), Token);
        await UseAsync(_server.Host, _server.Port);
    }

    private async Task UseAsync(string host, int port, string settings = "")
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        _store = new RedisSessionStore(new SessionStoreOptions { Redis = $"{host}:{port}{settings}" });
    }

    private async Task<SessionRecord> ReadAsync() => await Store.ReadAsync(_address, Make.Codec, Token);

    private async Task AppendAsync(int member) =>
        await Store.AppendAsync(_address, Make.Codec, Make.Dependency(member), [], Token);

    private Task<string?> CommandAsync(params string[] command) => Server.CommandAsync(command, Token);

    private async Task AllCallsFailAsync(SessionStoreFailure? failure = null)
    {
        Func<Task>[] calls =
        [
            async () => await Store.ReadAsync(Make.Address(), Make.Codec, Token),
            () => AppendAsync(99),
            async () => await Store.ProbeAsync(Token),
        ];
        foreach (var call in calls)
        {
            var started = Stopwatch.GetTimestamp();
            var failed = await Assert.ThrowsAsync<SessionStoreException>(call);
            Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Soon);
            if (failure is not null)
            {
                Assert.Equal(failure, failed.Failure);
            }
        }
    }

    private async Task StoreWorksAsync()
    {
        await Wait.UntilAsync("the store reads and records", ReadsAndRecordsAsync, cancellationToken: Token);

        async ValueTask<bool> ReadsAndRecordsAsync(CancellationToken cancellationToken)
        {
            try
            {
                await Store.AppendAsync(_address, Make.Codec, Make.Dependency(7), [], cancellationToken);
                var record = await Store.ReadAsync(_address, Make.Codec, cancellationToken);
                return record.Dependency!.Position.Covers(new IntegerSet(7));
            }
            catch (SessionStoreException)
            {
                return false;
            }
        }
    }
}
