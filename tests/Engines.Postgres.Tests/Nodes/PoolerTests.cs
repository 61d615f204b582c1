namespace CausalGateway.Engines.Postgres.Tests.Nodes;

[Collection(nameof(SharedCluster))]
public sealed class PoolerTests(SharedClusterFixture shared)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Execute_PoolerBetween_IsRefusedBeforeAnythingIsSent(bool read)
    {
        await using var pooler = new ForgedKeyProxy(shared.Primary.Port);
        await using var node = Node.Open(shared.Primary.Name, pooler.Port, Users.App, "", configure: null);
        var error = await node.FailAsync(read ? Sql.Read("select 1") : Sql.Write("create table pooled (id int)"));
        Assert.Equal((EngineErrorKind.Unreachable, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        Assert.Contains("pooler", error.Message, StringComparison.Ordinal);
        Assert.Null(await shared.Primary.ScalarAsync<string>(
            "select to_regclass('pooled')::text", TestContext.Current.CancellationToken));
    }
}
