namespace CausalGateway.LocalCluster.Tests.Binlog;

/// <summary>What the tests ask servers.</summary>
internal static class BinlogExtensions
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    extension(DatabaseServer server)
    {
        /// <summary>Writes a row.</summary>
        public Task WriteAsync(int id) => server.ExecuteAsync(
            $"create table if not exists items (id int primary key); insert into items values ({id})", Token);

        public async Task<bool> HasAsync(int id) =>
            await server.ScalarAsync<bool>($"select exists (select 1 from items where id = {id})", Token);

        public Task WaitForRowAsync(int id) =>
            Wait.UntilAsync($"{server.Name} shows row {id}", async _ => await server.HasAsync(id), cancellationToken: Token);
    }

    extension(EngineUnderTest engine)
    {
        public async Task<string> GetPositionAsync(DatabaseServer server) =>
            (await server.ScalarAsync<string>(engine.PositionQuery, Token))!;

        public Task WaitForReceivedAsync(BinlogCluster cluster, DatabaseServer replica, string position) => Wait.UntilAsync(
            $"{replica.Name} has received {position}",
            async _ => await engine.HasReceivedAsync(cluster, replica, position),
            cancellationToken: Token);
    }
}
