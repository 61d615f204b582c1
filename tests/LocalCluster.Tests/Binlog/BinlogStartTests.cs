namespace CausalGateway.LocalCluster.Tests.Binlog;

public abstract class BinlogStartTests(BinlogFixture fixture)
{
    private readonly BinlogCluster _cluster = fixture.Cluster;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_Cluster_ListensOnLoopbackOnlyAndNotOnTheStandardPort()
    {
        foreach (var server in _cluster.Servers)
        {
            Assert.NotEqual(3306, server.Port);
            Assert.Equal(server.Port, await server.ScalarAsync<int>("select @@port", Token));
            Assert.Equal("127.0.0.1", await server.ScalarAsync<string>("select @@bind_address", Token));
            Assert.Equal("", await server.ScalarAsync<string>("select @@socket", Token));
        }
    }

    [Fact]
    public async Task Start_Cluster_EveryServerHasAnIdentityOfItsOwn()
    {
        var ids = await Task.WhenAll(_cluster.Servers.Select(server => server.ScalarAsync<int>("select @@server_id", Token)));
        Assert.Equal(3, ids.Distinct().Count());
    }

    [Fact]
    public async Task Start_Tls_CertificateIsOfTheAuthorityAndForLoopback()
    {
        Assert.True(File.Exists(_cluster.AuthorityFile));
        foreach (var server in _cluster.Servers)
        {
            await TlsProbe.AssertTrustedAsync(server, _cluster.AuthorityFile, Token);
        }
    }

    [Fact]
    public async Task Application_OwnDatabaseAndOthers_OnlyItsOwn()
    {
        await QueryAsync(SqlLogin.Application, "create table mine (id int); drop table mine");
        Assert.Equal(1044, await FailAsync(SqlLogin.Application, "create database another"));
    }

    [Fact]
    public async Task Monitor_DataOfTheApplication_IsRefused() =>
        Assert.Equal(1142, await FailAsync(SqlLogin.Monitor, "select * from app.items"));

    [Fact]
    public async Task Query_TextsThatLookLikeOthers_ComeBackAsTheyAre()
    {
        const string Sql =
            "select null as nothing, 'NULL' as word, '' as none, 'ä\r\n\t<b a=\"&\">\\</resultset>\u0001' as text, 7 as number; select 2";
        var results = await _cluster.QueryAsync(_cluster.Primary, Sql, cancellationToken: Token);

        Assert.Equal(2, results.Count);
        Assert.Equal(["nothing", "word", "none", "text", "number"], results[0].Columns);
        Assert.Equal([null, "NULL", "", "ä\r\n\t<b a=\"&\"></resultset>\u0001", "7"], results[0].Rows[0]);
        Assert.Equal("2", results[1]["2"]);
    }

    [Fact]
    public async Task Query_SecondStatementFails_ThrowsItsError()
    {
        var error = await Assert.ThrowsAsync<SqlErrorException>(
            () => _cluster.Primary.ExecuteAsync("select 1; select * from missing", Token));
        Assert.Equal((1146, "42S02"), (error.Number, error.SqlState));
        Assert.Contains("app.missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_BodyWithSemicolons_IsOneStatement()
    {
        await _cluster.Primary.ExecuteAsync(
            "create procedure twice(n int) begin declare m int; set m = 2 * n; select m; end; call twice(21)", Token);
        Assert.Equal(42, await _cluster.Primary.ScalarAsync<int>("call twice(21); drop procedure twice", Token));
        Assert.Null(await _cluster.Primary.ScalarAsync<string>("do 1", Token));
        Assert.Null(await _cluster.Primary.ScalarAsync<int?>("select null", Token));
    }

    [Fact]
    public async Task Session_OpenTransaction_IsSeenByOthersOnceItCommits()
    {
        await using var session = await _cluster.OpenSessionAsync(_cluster.Primary, SqlLogin.Application, cancellationToken: Token);
        await session.ExecuteAsync("begin; insert into items values (401)", Token);
        Assert.False(await _cluster.Primary.HasAsync(401));

        var error = await Assert.ThrowsAsync<SqlErrorException>(() => session.QueryAsync("select * from missing", Token));
        Assert.Equal(1146, error.Number);
        Assert.Equal("401", (await session.QueryAsync("select id from items where id = 401", Token))["id"]);

        await session.ExecuteAsync("commit", Token);
        Assert.True(await _cluster.Primary.HasAsync(401));
    }

    [Fact]
    public async Task Session_Disposed_ServerEndsItsTransaction()
    {
        await using (var session = await _cluster.OpenSessionAsync(_cluster.Primary, cancellationToken: Token))
        {
            await session.ExecuteAsync("begin; insert into items values (402)", Token);
        }

        await _cluster.Primary.WriteAsync(402);
        Assert.True(await _cluster.Primary.HasAsync(402));
    }

    [Fact]
    public async Task Session_ConnectionKilled_ThrowsInsteadOfWaiting()
    {
        await using var session = await _cluster.OpenSessionAsync(_cluster.Primary, cancellationToken: Token);
        var id = (await session.QueryAsync("select connection_id() as id", Token))["id"];
        await _cluster.Primary.ExecuteAsync($"kill {id}", Token);
        await Assert.ThrowsAsync<SqlErrorException>(
            () => session.QueryAsync("select 1", Token).WaitAsync(Wait.DefaultDeadline, Token));
    }

    protected Task<IReadOnlyList<SqlResult>> QueryAsync(SqlLogin login, string sql, DatabaseServer? server = null) =>
        _cluster.QueryAsync(server ?? _cluster.Primary, sql, login, database: login == SqlLogin.Application ? "app" : null, Token);

    /// <summary>The number of the error that a statement must end with.</summary>
    protected async Task<int> FailAsync(SqlLogin login, string sql, DatabaseServer? server = null) =>
        (await Assert.ThrowsAsync<SqlErrorException>(() => QueryAsync(login, sql, server))).Number;
}
