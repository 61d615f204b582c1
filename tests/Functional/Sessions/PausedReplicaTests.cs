using CausalGateway.LocalCluster.Links;

namespace CausalGateway.Functional.Sessions;

/// <summary>What sessions are promised while replicas lag behind, made visible by pausing their replay.</summary>
public abstract class PausedReplicaTests(SharedGateway shared) : GatewayTests(shared)
{
    protected DatabaseServer Second => Servers.Cluster.Replicas[0];

    protected DatabaseServer Third => Servers.Cluster.Replicas[1];

    /// <summary>Leaves the replicas as they were.</summary>
    public override async ValueTask DisposeAsync()
    {
        foreach (var replica in Servers.Cluster.Replicas)
        {
            Servers.Cluster.Heal(replica, Servers.Primary);
            await Servers.Cluster.ResumeReplayAsync(replica);
            await Shared.Gateway.UntilReplicationAsync("streaming", replica, CancellationToken.None);
        }

        await Servers.WaitForReplayAsync();
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Query_BothReplicasPaused_SessionReadsOnThePrimaryAndEventualOnesAreStale()
    {
        var table = await CreateTableAsync("id int");
        await PauseAsync(Second, Third);
        var write = await SucceedAsync($"insert into {table} values (1)");

        var eventual = await QueryAsync(new { sql = $"select count(*) as n from {table}", consistency = "eventual" }, write.Session);
        var session = await SucceedAsync($"select count(*) as n from {table}", write.Session);
        var bookmark = await SucceedAsync($"select count(*) as n from {table}", bookmark: write.Bookmark);

        Assert.Equal("0", (string?)eventual.Value("n"));
        Assert.Equal("replica", eventual.Role);
        foreach (var read in (GatewayAnswer[])[session, bookmark])
        {
            Assert.Equal("1", (string?)read.Value("n"));
            Assert.Equal("primary", read.Role);
            Assert.Equal("replicas-stalled", read.Reason);
        }
    }

    [Fact]
    public async Task Query_ReplicaResumed_TakesTheSessionsReadsAgain()
    {
        var table = await CreateTableAsync("id int");
        await PauseAsync(Second, Third);
        var write = await SucceedAsync($"insert into {table} values (1)");
        Assert.Equal("primary", (await SucceedAsync($"select id from {table}", write.Session)).Role);

        await Servers.Cluster.ResumeReplayAsync(Third, Token);

        await Wait.UntilAsync(
            "the session reads from the resumed replica",
            async _ => (await SucceedAsync($"select id from {table}", write.Session)) is { } read
                && read.Server == Third.Name && (int?)read.Value("id") == 1,
            cancellationToken: Token);
    }

    [Fact]
    public async Task Query_SessionHasReadFromTheFreshReplica_NeverReadsFromThePausedOne()
    {
        var table = await CreateTableAsync("id int");
        await PauseAsync(Second);
        var session = NewName("s");
        await SucceedAsync($"insert into {table} values (1)");
        await Wait.UntilAsync(
            "the session has seen the row",
            async _ => (string?)(await SucceedAsync($"select count(*) as n from {table}", session)).Value("n") == "1",
            cancellationToken: Token);

        for (var i = 0; i < 40; i++)
        {
            var read = await SucceedAsync($"select count(*) as n from {table}", session);
            Assert.Equal("1", (string?)read.Value("n"));
            Assert.NotEqual(Second.Name, read.Server);
        }
    }

    [Fact]
    public async Task Query_BookmarkOfAReadFromTheFreshReplica_NeverReadsFromThePausedOne()
    {
        var table = await CreateTableAsync("id int");
        await PauseAsync(Second);
        await SucceedAsync($"insert into {table} values (1)");
        string? bookmark = null;
        await Wait.UntilAsync(
            "a read has shown the row",
            async _ =>
            {
                var read = await SucceedAsync($"select count(*) as n from {table}");
                bookmark = read.Bookmark;
                return (string?)read.Value("n") == "1";
            },
            cancellationToken: Token);

        for (var i = 0; i < 40; i++)
        {
            var read = await SucceedAsync($"select count(*) as n from {table}", bookmark: bookmark);
            Assert.Equal("1", (string?)read.Value("n"));
            bookmark = read.Bookmark;
        }
    }

    [Fact]
    public async Task Query_FailRatherThanThePrimary_IsStalenessUnmet()
    {
        var table = await CreateTableAsync("id int");
        await PauseAsync(Second, Third);
        var write = await SucceedAsync($"insert into {table} values (1)");

        foreach (var target in (string[])["auto", "replica"])
        {
            var answer = await QueryAsync(
                new { sql = $"select id from {table}", onWaitTimeout = "fail", waitTimeoutMs = 20, target }, write.Session);

            Assert.True((bool?)Problem.Is(answer, 503, "staleness-unmet")["retryable"]);
            Assert.NotEmpty(answer.Headers["Retry-After"]);
        }
    }

    [Fact]
    public async Task Query_ReplicaWantedAndNoneCaughtUp_IsStalenessUnmet()
    {
        var table = await CreateTableAsync("id int");
        await PauseAsync(Second, Third);
        var write = await SucceedAsync($"insert into {table} values (1)");

        Problem.Is(
            await QueryAsync(new { sql = $"select id from {table}", target = "replica" }, write.Session), 503, "staleness-unmet");
    }

    [Fact]
    public async Task Query_WaitTimeoutOfZero_DoesNotWait()
    {
        var table = await CreateTableAsync("id int");
        await PauseAsync(Second, Third);
        var write = await SucceedAsync($"insert into {table} values (1)");

        var answer = await QueryAsync(new { sql = $"select id from {table}", waitTimeoutMs = 0 }, write.Session);

        Assert.Equal("primary", answer.Role);
        Assert.Equal(1, (int?)answer.Value("id"));
        Assert.Contains(answer.Reason, (string[])["wait-timeout", "replicas-stalled"]);
    }

    [Fact]
    public async Task Query_ReplicaCatchesUpDuringTheWait_ServesTheRead()
    {
        var table = await CreateTableAsync("id int");
        await PauseAsync(Second);
        // It streams as before, only that nothing comes.
        Servers.Cluster.Cut(Third, Servers.Primary, CutMode.Stall);
        var write = await SucceedAsync($"insert into {table} values (1)");

        var answer = QueryAsync(
            new { sql = $"select id from {table}", waitTimeoutMs = 20_000, onWaitTimeout = "fail" }, write.Session);
        Assert.False(answer.IsCompleted);
        Servers.Cluster.Heal(Third, Servers.Primary);

        Assert.Equal(1, (int?)(await answer).Value("id"));
        Assert.Equal(Third.Name, (await answer).Server);
        Assert.Contains((await answer).Reason, (string[])["waited", "caught-up"]);
    }

    [Fact]
    public async Task Query_MergedBookmarks_DependOnTheLatest()
    {
        var table = await CreateTableAsync("id int");
        var early = (await SucceedAsync($"insert into {table} values (1)")).Bookmark!;
        await Servers.WaitForReplayAsync(Token);
        await PauseAsync(Second, Third);
        var late = (await SucceedAsync($"insert into {table} values (2)")).Bookmark!;

        var early1 = await ReadAsync(early);
        Assert.Equal("replica", early1.Role);
        Assert.Equal("1", (string?)early1.Value("n"));
        foreach (var both in (string[][])[[early, late], [late, early], [$"{early}, {late}"]])
        {
            var merged = await ReadAsync(both);
            Assert.Equal("primary", merged.Role);
            Assert.Equal("2", (string?)merged.Value("n"));
        }

        async Task<GatewayAnswer> ReadAsync(params string[] bookmarks)
        {
            using var message = NewQuery($"select count(*) as n from {table}");
            message.Headers.TryAddWithoutValidation("Causal-Bookmark", bookmarks);
            return await Client.SendAsync(message, Token);
        }
    }

    [Fact]
    public async Task Query_BookmarkAndSessionOfDifferentWrites_DependsOnBoth()
    {
        var table = await CreateTableAsync("id int");
        var early = await SucceedAsync($"insert into {table} values (1)");
        await Servers.WaitForReplayAsync(Token);
        await PauseAsync(Second, Third);
        var late = await SucceedAsync($"insert into {table} values (2)");

        var oldBookmark = await SucceedAsync($"select count(*) as n from {table}", late.Session, early.Bookmark);
        var oldSession = await SucceedAsync($"select count(*) as n from {table}", early.Session, late.Bookmark);

        Assert.Equal("2", (string?)oldBookmark.Value("n"));
        Assert.Equal("2", (string?)oldSession.Value("n"));
    }

    [Fact]
    public async Task Query_ErrorThatShowedData_HoldsForLaterReads()
    {
        var table = await CreateTableAsync("id int primary key");
        await PauseAsync(Second, Third);
        await SucceedAsync($"insert into {table} values (1)");
        var session = NewName("s");

        var violation = await QueryAsync(new { sql = $"insert into {table} values (1)" }, session);

        Problem.Is(violation, 409, "constraint-violation");
        Assert.Equal(1, (int?)(await SucceedAsync($"select id from {table}", session)).Value("id"));
        Assert.Equal(1, (int?)(await SucceedAsync($"select id from {table}", bookmark: violation.Bookmark)).Value("id"));
    }

    [Fact]
    public async Task Query_WriteOnAnotherGateway_HoldsForReadsHere()
    {
        await using var other = await Shared.StartGatewayAsync();
        var table = await CreateTableAsync("id int");
        await PauseAsync(Second, Third);
        var session = NewName("s");

        var write = await other.Client.QueryAsync(Database, new { sql = $"insert into {table} values (1)" }, session, null, Token);
        Assert.True(write.IsSuccess, write.Body);

        var read = await SucceedAsync($"select id from {table}", session);
        Assert.Equal(1, (int?)read.Value("id"));
        Assert.Equal("primary", read.Role);
    }

    [Fact]
    public async Task Topology_OneReplicaPaused_TellsSoAndHowFarItIsBehind()
    {
        var table = await CreateTableAsync("id int");
        await PauseAsync(Second);
        await SucceedAsync($"insert into {table} values (1)");

        await Wait.UntilAsync(
            "the topology shows that the paused replica is behind, and the other one is not",
            async token => await Shared.Gateway.TopologyAsync(token) is var servers
                && (string?)servers[Second.Name]["position"] != (string?)servers[Servers.Primary.Name]["position"]
                && (string?)servers[Third.Name]["position"] == (string?)servers[Servers.Primary.Name]["position"],
            cancellationToken: Token);
        var servers = await Shared.Gateway.TopologyAsync(Token);

        Assert.Equal("paused", (string?)servers[Second.Name]["replication"]);
        Assert.Equal("streaming", (string?)servers[Third.Name]["replication"]);
        Assert.Equal("up", (string?)servers[Second.Name]["health"]);
    }

    [Fact]
    public async Task Explain_SessionAheadOfAReplica_SaysThatItHasNotCaughtUp()
    {
        var table = await CreateTableAsync("id int");
        await PauseAsync(Second);
        var write = await SucceedAsync($"insert into {table} values (1)");

        var answer = await Client.PostAsync(
            $"/v1/{Database}/explain", """{"sql":"select 1"}""", write.Session, cancellationToken: Token);

        var second = answer.Json["servers"]!.AsArray().Single(server => (string?)server!["server"] == Second.Name)!;
        Assert.False((bool?)second["eligible"]);
        Assert.Contains("caught up", (string)second["why"]!, StringComparison.Ordinal);
    }

    protected async Task PauseAsync(params DatabaseServer[] replicas)
    {
        foreach (var replica in replicas)
        {
            await Servers.Cluster.PauseReplayAsync(replica, Token);
            await Shared.Gateway.UntilReplicationAsync("paused", replica, Token);
        }
    }
}
