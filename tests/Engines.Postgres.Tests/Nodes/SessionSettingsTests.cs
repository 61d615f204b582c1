namespace CausalGateway.Engines.Postgres.Tests.Nodes;

/// <summary>What a connection is like, whatever the role's defaults and the last user of it.</summary>
[Collection(nameof(SharedCluster))]
public sealed class SessionSettingsTests(SharedClusterFixture shared) : IAsyncLifetime
{
    private const string Odd = "odd";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A role of which every default is another one than the pinned.</summary>
    public async ValueTask InitializeAsync()
    {
        await shared.Primary.ExecuteAsync(
            $"""
            do $$ begin create role {Odd} login; exception when duplicate_object then null; end $$;
            alter role {Odd} set datestyle = 'German, DMY';
            alter role {Odd} set intervalstyle = 'postgres_verbose';
            alter role {Odd} set timezone = 'Asia/Kathmandu';
            alter role {Odd} set bytea_output = 'escape';
            alter role {Odd} set extra_float_digits = -10;
            alter role {Odd} set default_transaction_isolation = 'serializable';
            alter role {Odd} set default_transaction_deferrable = on;
            alter role {Odd} set standard_conforming_strings = off;
            alter role {Odd} set client_encoding = 'LATIN1';
            alter role {Odd} set statement_timeout = '1ms';
            alter role {Odd} set default_transaction_read_only = on
            """,
            Token);
        foreach (var replica in shared.Cluster.Replicas)
        {
            await shared.Cluster.WaitForReplayAsync(replica, Token);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_RoleWithOddDefaults_ResultsReadTheSame(bool replica)
    {
        await using var node = Node.Open(replica ? shared.FirstReplica : shared.Primary, Odd);
        var sink = new RecordingSink();
        await node.ExecuteAsync(
            Sql.Read(
                """
                select timestamptz '2024-01-31 12:00+00', date '2024-01-31', interval '1 day 2 hours', '\x00ff'::bytea,
                       0.1::float8, 'é😀', 'a\b', current_setting('transaction_isolation'), current_setting('transaction_read_only'),
                       current_setting('statement_timeout')
                """,
                PositionDemand.After),
            sink,
            Token);
        Assert.Equal(
            ["2024-01-31T12:00:00Z", "2024-01-31", "P1DT2H", "AP8=", "0.1", "é😀", "a\\b", "read committed", "on", "30s"],
            Assert.Single(sink.Rows));
    }

    [Fact]
    public async Task Open_RoleReadsOnlyByDefault_WritesAreTheServersDecision()
    {
        await using var node = Node.Open(shared.Primary, Odd);
        var error = await node.FailAsync(Sql.Write("create table never (id int)"));
        Assert.Equal(EngineErrorKind.ReadOnly, error.Kind);
    }

    [Fact]
    public async Task Open_RoleWithOddDefaults_WritesAreReadCommitted()
    {
        await using var node = Node.Open(shared.Primary, Odd, "Options=-c default_transaction_read_only=off");
        Assert.Equal(
            "read committed", await node.SingleAsync(Sql.Returning("select current_setting('transaction_isolation')")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Return_StatementChangedTheSession_TheNextUseIsClean(bool readOnly)
    {
        await using var node = Node.Open(shared.Primary, configure: options => options with { MaxConnections = 1 });
        StatementRequest Run(string sql) => readOnly ? Sql.Read(sql) : Sql.Returning(sql);
        var process = await node.SingleAsync(Run("select pg_backend_pid()"));
        Assert.Equal("German", await node.SingleAsync(Run("select split_part(set_config('datestyle', 'German', false), ',', 1)")));
        await node.SingleAsync(Run("select set_config('search_path', 'nowhere', false)"));
        await node.SingleAsync(Run("select set_config('default_transaction_read_only', 'off', false)"));
        await node.SingleAsync(Run("select set_config('statement_timeout', '1', false)"));
        await node.SingleAsync(Run("select pg_advisory_lock(4711)"));

        var sink = new RecordingSink();
        await node.ExecuteAsync(
            Run(
                """
                select pg_backend_pid(), current_setting('search_path'), current_setting('datestyle'),
                       current_setting('transaction_read_only'), current_setting('statement_timeout'),
                       (select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid())
                """),
            sink,
            Token);
        Assert.Equal(
            [process, "\"$user\", public", "ISO, MDY", readOnly ? "on" : "off", "30s", "0"], Assert.Single(sink.Rows));
    }

    [Fact]
    public async Task Return_TemporaryTable_IsGone()
    {
        await using var node = Node.Open(shared.Primary, configure: options => options with { MaxConnections = 1 });
        await node.RunAsync(Sql.Write("create temporary table mine (id int)"));
        Assert.Equal("42P01", (await node.FailAsync(Sql.Returning("select * from mine"))).SqlState);
    }
}
