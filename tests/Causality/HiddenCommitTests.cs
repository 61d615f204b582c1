using CausalGateway.Causality.Faults;
using CausalGateway.Causality.Histories;
using CausalGateway.Causality.Runs;
using CausalGateway.Causality.Servers;
using CausalGateway.Causality.Workloads;
using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.Links;

namespace CausalGateway.Causality;

/// <summary>
/// Commits wait for a synchronous replica that does not answer, and another replica shows them already: the primary is then the
/// server that is behind.
/// </summary>
public abstract class HiddenCommitTests(TestServers servers)
{
    private const int Row = 1;
    private const int ReaderClient = 0;
    private const int WriterClient = 1;

    /// <summary>Longer than any commit here waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(50);

    public static TheoryData<int> FewSeeds => Seeds.Of(1, 8);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>How many commits hang at once.</summary>
    protected virtual int Writers => 3;

    private GatewayHandle Gateway => servers.Gateways[0];

    [Theory]
    [InlineData("link stalled")]
    [InlineData("frozen")]
    public async Task Session_SawACommitThatThePrimaryHides_IsNeverShownTheOldValue(string how)
    {
        var recorder = new HistoryRecorder();
        var table = await servers.CreateTableAsync(rows: 2, Token);
        await using var synchronous = await SynchronousReplica.SetAsync(servers, servers.Cluster.Replicas[0], Token);
        var reader = new CausalClient(table, recorder, ReaderClient, TimeSpan.FromSeconds(5));
        var writer = new CausalClient(table, recorder, WriterClient, Patience);
        var session = $"{table.Name}-reader";
        var silence = how == "frozen"
            ? Fault.ReplicaFrozen(synchronous.Replica)
            : Fault.LinkCut(servers.Cluster, synchronous.Replica, CutMode.Stall);

        recorder.Fault(silence.Name);
        await silence.StrikeAsync(Token);
        if (synchronous.Replica.State == ServerState.Frozen)
        {
            await servers.WaitUntilLeftAloneAsync(synchronous.Replica, within: null, Token);
        }

        var write = writer.WriteAsync(Gateway, Row, $"{table.Name}-writer", [], Token);
        await ShowsAsync(synchronous.Ahead, table, Row, version: 1, write);
        Assert.Equal(0, await VersionAtAsync(servers.Cluster.Primary, table, Row));

        // Before it has seen anything, the session may be shown either state; after it has seen the new one, only that.
        Sent seen = null!;
        await Wait.UntilAsync(
            "a replica shows the session the new value",
            async token =>
            {
                seen = await reader.ReadAsync(Gateway, [Row], session, [], Level.Session, "auto", token);
                return seen.Operation.Succeeded && seen.Operation.Shown[0].Version == 1;
            },
            cancellationToken: Token);
        Assert.Equal(synchronous.Ahead.Name, seen.Operation.ServedBy!.Server);

        foreach (var gateway in servers.Gateways)
        {
            Sent[] refused = await Task.WhenAll(
                reader.ReadAsync(gateway, [Row], session, [], Level.Session, "primary", Token),
                reader.ReadAsync(gateway, [Row], null, [seen.Bookmark!], Level.Session, "primary", Token),
                reader.ReadAsync(gateway, [Row], null, [seen.Bookmark!], Level.Strong, "auto", Token),
                reader.WriteAsync(gateway, Row + 1, session, [], Token));
            Assert.All(refused, RequireRefused);
            Assert.Equal(0, await VersionAtAsync(servers.Cluster.Primary, table, Row));
            await RequireNewAsync(reader.ReadAsync(gateway, [Row], session, [], Level.Session, "auto", Token));
            await RequireNewAsync(reader.ReadAsync(gateway, [Row], null, [seen.Bookmark!], Level.Session, "auto", Token));
        }

        Assert.False(write.IsCompleted, "The commit was to wait all the time.");
        await silence.HealAsync(Token);
        Assert.True((await write).Operation.Succeeded);
        await RequireNewAsync(reader.ReadAsync(Gateway, [Row], session, [], Level.Session, "primary", Token));
        var run = await Run.EndAsync($"hidden-commit-{how[0]}", servers, table, seed: 0, recorder, Token);
        await run.RequireNoViolationAsync();
    }

    [Theory]
    [MemberData(nameof(FewSeeds))]
    public async Task Sessions_CommitsHangAgainAndAgain_NeverGoBackwards(int seed)
    {
        const int Rounds = 4;
        const int Readers = 4;
        var recorder = new HistoryRecorder();
        var table = await servers.CreateTableAsync(Writers, Token);
        await using var synchronous = await SynchronousReplica.SetAsync(servers, servers.Cluster.Replicas[0], Token);
        var silence = Fault.LinkCut(servers.Cluster, synchronous.Replica, CutMode.Stall);
        for (var round = 1; round <= Rounds; round++)
        {
            recorder.Fault($"{silence.Name}: round {round}");
            await silence.StrikeAsync(Token);
            var writes = Enumerable.Range(1, Writers).Select(row =>
                new CausalClient(table, recorder, Readers + row, Patience)
                    .WriteAsync(servers.Gateways[row % 2], row, $"{table.Name}-writer-{row}", [], Token)).ToArray();
            await ShowsAsync(synchronous.Ahead, table, Writers, round, writes);
            await Task.WhenAll(Enumerable.Range(0, Readers).Select(
                reader => ReadOnAsync(table, recorder, reader, new Random((seed * 7919) + (round * 31) + reader), Writers)));
            await silence.HealAsync(Token);
            recorder.Fault($"{silence.Name}: healed");
            Assert.All(await Task.WhenAll(writes), write => Assert.True(write.Operation.Succeeded, write.Operation.ToString()));
        }

        var run = await Run.EndAsync("commits-hang", servers, table, seed, recorder, Token);
        await run.RequireNoViolationAsync();
        var ended = run.History.Operations.Where(operation => operation.Kind == OperationKind.Write)
            .ToDictionary(operation => operation.Id, operation => operation.Ended);
        var early = run.History.Operations.Count(operation => operation.Kind == OperationKind.Read && operation.Succeeded
            && operation.Shown.Any(state => state.Writer != 0 && ended[state.Writer] > operation.Ended));
        TestContext.Current.TestOutputHelper?.WriteLine($"{early} reads saw a write before it was acknowledged");
        await run.RequireAsync(early > 0, "no replica showed a write before it was acknowledged");
        await run.RequireAsync(
            run.Figures.Problems.ContainsKey("503 staleness-unmet"), "the primary never had to refuse a read");
    }

    /// <summary>One session reads all rows from any server, sometimes by bookmark, and forgets neither between rounds.</summary>
    private async Task ReadOnAsync(CounterTable table, HistoryRecorder recorder, int number, Random random, int rows)
    {
        const int Reads = 10;
        var client = new CausalClient(table, recorder, number, TimeSpan.FromSeconds(5));
        var session = $"{table.Name}-reader-{number}";
        HeldBookmark? bookmark = null;
        for (var read = 0; read < Reads; read++)
        {
            var byBookmark = bookmark is not null && random.Next(3) == 0;
            var target = random.Next(4) switch { 0 => "primary", 1 => "replica", _ => "auto" };
            var sent = await client.ReadAsync(
                servers.PickGateway(random), [.. Enumerable.Range(1, rows)],
                byBookmark ? null : session, byBookmark ? [bookmark!] : [], Level.Session, target, Token);
            bookmark = sent.Operation.Succeeded ? sent.Bookmark : bookmark;
        }
    }

    /// <summary>Returns once a server shows what writes do that hang on the primary.</summary>
    private static Task ShowsAsync(DatabaseServer server, CounterTable table, int rows, int version, params Task<Sent>[] hanging) =>
        Wait.UntilAsync(
            $"{server.Name} shows version {version} of rows 1 to {rows}",
            async token =>
            {
                if (hanging.FirstOrDefault(write => write.IsCompleted) is { } ended)
                {
                    Assert.Fail($"The write did not hang: {(await ended).Operation}");
                }

                return await server.ScalarAsync<long>(
                    $"select count(*) from {table.Name} where id <= {rows} and version = {version}", token) == rows;
            },
            cancellationToken: Token);

    private static Task<int> VersionAtAsync(DatabaseServer server, CounterTable table, int row) =>
        server.ScalarAsync<int>($"select version from {table.Name} where id = {row}", Token);

    private static void RequireRefused(Sent sent)
    {
        Assert.True(
            sent.Operation.Problem?.StartsWith("503 staleness-unmet", StringComparison.Ordinal), sent.Operation.ToString());
        Assert.Equal(OperationOutcome.NotApplied, sent.Operation.Outcome);
    }

    private static async Task RequireNewAsync(Task<Sent> sending)
    {
        var operation = (await sending).Operation;
        Assert.True(operation.Succeeded && operation.Shown[0].Version == 1, operation.ToString());
    }
}
