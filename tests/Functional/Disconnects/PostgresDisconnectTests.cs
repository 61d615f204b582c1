namespace CausalGateway.Functional.Disconnects;

public sealed class PostgresDisconnectTests(PostgresGateway shared) : DisconnectTests(shared)
{
    private protected override IReadOnlyList<string> LongStatements =>
    [
        "select pg_sleep(60) /* {0} */",
        "insert into {1} select 1 from (select pg_sleep(60)) s /* {0} */",
        "insert into {1} select 1 from (select pg_sleep(60)) s /* {0} */ returning id",
    ];

    private protected override string EndlessRows => "select i, repeat('x', 1000) from generate_series(1, 100000000) i";

    private protected override string FailureState => "22012";

    private protected override string FailingAt(int row) =>
        $"select i, repeat('x', 100) as filler, 1 / (i - {row}) as v from generate_series(1, 200000) i";

    private protected override async Task<bool> WaitsForItsClientAsync(
        DatabaseServer server, long session, CancellationToken cancellationToken) =>
        await server.ScalarAsync<string>(
            $"select wait_event from pg_stat_activity where pid = {session}", cancellationToken) == "ClientWrite";
}
