namespace CausalGateway.LocalCluster.Tests.MariaDb;

[Collection(nameof(SharedMariaDb))]
public sealed class MariaDbDomainTests(MariaDbFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Domains_OneIsHeldUp_TheOtherGoesOn()
    {
        var (primary, replica, _) = fixture.Servers;
        await primary.ExecuteAsync("create table held (id int primary key); create table free (id int primary key)", Token);
        await fixture.Cluster.WaitForReplayAsync(replica, Token);
        await using (var session = await fixture.Cluster.OpenSessionAsync(replica, cancellationToken: Token))
        {
            await session.ExecuteAsync("lock tables held read", Token);
            await primary.ExecuteAsync("insert into held values (1)", Token);
            await primary.ExecuteAsync("set gtid_domain_id = 7; insert into free values (1)", Token);
            await Wait.UntilAsync(
                "the later write is there before the earlier one",
                async token => await replica.ScalarAsync<int>("select count(*) from free", token) == 1,
                cancellationToken: Token);
            Assert.Equal(0, await replica.ScalarAsync<int>("select count(*) from held", Token));
        }

        await fixture.Cluster.WaitForReplayAsync(replica, Token);
        Assert.Equal(1, await replica.ScalarAsync<int>("select count(*) from held", Token));
    }
}
