using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Nodes;

/// <summary>Every statement finds the session in the same state, whoever used the connection before.</summary>
[Collection(nameof(SharedClusterGroup))]
public sealed class SessionSettingsTests(SharedClusters shared)
{
    /// <summary>Also after a reset, which puts them back to the server's own.</summary>
    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_AgainAndAgain_SettingsArePinned(Family family)
    {
        await using var node = await OpenAsync(family);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("+00:00", await node.SingleAsync(Sql.Read("select @@session.time_zone")));
            Assert.Equal("utf8mb4", await node.SingleAsync(Sql.Read("select @@session.character_set_results")));
            Assert.Contains("STRICT_TRANS_TABLES", await node.SingleAsync(Sql.Read("select @@session.sql_mode")), StringComparison.Ordinal);
            Assert.Equal("REPEATABLE-READ", await node.SingleAsync(Sql.Read(
                family == Family.MySql ? "select @@session.transaction_isolation" : "select @@session.tx_isolation")));
            Assert.Equal("1", await node.SingleAsync(Sql.Read(
                family == Family.MySql ? "select @@session.transaction_read_only" : "select @@session.tx_read_only")));
        }
    }

    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_StatementLeavesSomethingBehind_NextOneDoesNotSeeIt(Family family)
    {
        await using var node = await OpenAsync(family);
        var connection = await node.SingleAsync(Sql.Read("select connection_id()").Shareable());
        await node.RunAsync(Sql.Read("select @left_behind := 1, get_lock('left-behind', 0)"));

        Assert.Equal("null", await node.SingleAsync(Sql.Read("select @left_behind").Shareable()));
        Assert.Equal("null", await node.SingleAsync(Sql.Read("select is_used_lock('left-behind')").Shareable()));
        Assert.Equal(connection, await node.SingleAsync(Sql.Read("select connection_id()").Shareable()));
    }

    /// <summary>A transaction that a procedure leaves open is rolled back and not handed on, and the answer says so.</summary>
    [Theory]
    [InlineData(Family.MySql)]
    [InlineData(Family.MariaDb)]
    public async Task Execute_ProcedureLeavesATransactionOpen_NextOneIsNotInIt(Family family)
    {
        var cluster = await shared.GetAsync(family);
        await cluster.Primary.ExecuteAsync(
            "drop table if exists opened; create table opened (id int); drop procedure if exists leave_open", TestContext.Current.CancellationToken);
        await cluster.Primary.ExecuteAsync(
            "create procedure leave_open() begin start transaction; insert into opened values (1); end", TestContext.Current.CancellationToken);
        await using var node = await OpenAsync(family);

        var error = await node.FailAsync(Sql.Call("call leave_open()").Shareable());
        Assert.Equal((EngineErrorKind.SqlError, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        await node.RunAsync(Sql.Write("insert into opened values (2)").Shareable());

        Assert.Equal("2", await node.SingleAsync(Sql.Read("select group_concat(id) from opened")));
    }

    private async Task<INodeClient> OpenAsync(Family family) =>
        Node.Open(family, (await shared.GetAsync(family)).Primary, configure: options => options with { MaxConnections = 1 });
}
