namespace CausalGateway.LocalCluster.Tests.Postgres;

/// <summary>What the tests ask servers.</summary>
internal static class PostgresExtensions
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    extension(DatabaseServer server)
    {
        /// <summary>Writes a row and returns the position behind it.</summary>
        public async Task<string> WriteAsync(int id)
        {
            await server.ExecuteAsync($"create table if not exists items (id int); insert into items values ({id})", Token);
            return (await server.ScalarAsync<string>("select pg_current_wal_lsn()::text", Token))!;
        }

        public async Task<bool> HasAsync(int id) =>
            await server.ScalarAsync<bool>($"select exists (select from items where id = {id})", Token);

        public async Task<string> GetReplayedAsync() =>
            (await server.ScalarAsync<string>("select pg_last_wal_replay_lsn()::text", Token))!;

        public async Task<bool> HasReceivedAsync(string position) =>
            await server.ScalarAsync<bool>($"select pg_last_wal_receive_lsn() >= '{position}'", Token);

        public Task WaitForRowAsync(int id) =>
            Wait.UntilAsync($"{server.Name} shows row {id}", async _ => await server.HasAsync(id), cancellationToken: Token);

        public Task WaitForReceivedAsync(string position) => Wait.UntilAsync(
            $"{server.Name} has received {position}",
            async _ => await server.HasReceivedAsync(position),
            cancellationToken: Token);
    }
}
