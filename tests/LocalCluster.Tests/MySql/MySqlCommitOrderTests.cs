namespace CausalGateway.LocalCluster.Tests.MySql;

public sealed class MySqlCommitOrderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PreserveCommitOrder_Off_LaterWriteIsThereFirstAndTheSetHasAGap()
    {
        await using var cluster = await MySqlCluster.StartAsync(
            new MySqlClusterOptions { Fsync = false, PreserveCommitOrder = [true, false] }, Token);
        var (primary, ordered, unordered) = (cluster["my-1"], cluster["my-2"], cluster["my-3"]);
        await primary.ExecuteAsync("create table held (id int primary key); create table free (id int primary key)", Token);
        await Task.WhenAll(cluster.Replicas.Select(replica => cluster.WaitForReplayAsync(replica, Token)));

        await using (var first = await cluster.OpenSessionAsync(ordered, cancellationToken: Token))
        await using (var second = await cluster.OpenSessionAsync(unordered, cancellationToken: Token))
        {
            await first.ExecuteAsync("lock tables held read", Token);
            await second.ExecuteAsync("lock tables held read", Token);
            await primary.ExecuteAsync("insert into held values (1)", Token);
            await primary.ExecuteAsync("insert into free values (1)", Token);
            await Wait.UntilAsync(
                "the later write is there before the earlier one",
                async token => await unordered.ScalarAsync<int>("select count(*) from free", token) == 1,
                cancellationToken: Token);

            var uuid = await primary.ScalarAsync<string>("select @@server_uuid", Token);
            Assert.Equal($"{uuid}:1-2:4", await unordered.ScalarAsync<string>("select @@global.gtid_executed", Token));
            Assert.Equal(0, await unordered.ScalarAsync<int>("select count(*) from held", Token));
            Assert.Equal($"{uuid}:1-2", await ordered.ScalarAsync<string>("select @@global.gtid_executed", Token));
            Assert.Equal(0, await ordered.ScalarAsync<int>("select count(*) from free", Token));
        }

        await Task.WhenAll(cluster.Replicas.Select(replica => cluster.WaitForReplayAsync(replica, Token)));
        Assert.Equal(1, await unordered.ScalarAsync<int>("select count(*) from held", Token));
    }
}
