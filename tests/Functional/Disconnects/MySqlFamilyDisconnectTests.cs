namespace CausalGateway.Functional.Disconnects;

/// <summary>On MySQL and MariaDB.</summary>
public abstract class MySqlFamilyDisconnectTests(SharedGateway shared) : DisconnectTests(shared)
{
    /// <summary>The numbers from 1 to 1000, which a server does not have to be told to allow.</summary>
    private const string Numbers = "with recursive n (i) as (select 1 union all select i + 1 from n where i < 1000)";

    private protected override IReadOnlyList<string> LongStatements =>
    [
        "select sleep(60) /* {0} */",
        "select count(*) as n from (select sleep(60)) s /* {0} */",
        "insert into {1} select 1 from (select sleep(60)) s /* {0} */",
    ];

    private protected override string EndlessRows =>
        $"{Numbers} select a.i, repeat('x', 1000) as filler from n a, n b, n c";

    private protected override string FailureState => "22003";

    /// <remarks>Servers join in either order: a small row has all larger ones fail too, so that it fails soon in both.</remarks>
    private protected override string FailingAt(int row) =>
        $"{Numbers} select x.i, repeat('x', 100) as filler, exp(case when x.i {(row < 1000 ? ">=" : "=")} {row} then 1000 else 1 end) as v "
        + "from (select a.i + 1000 * (b.i - 1) as i from n b straight_join n a where b.i <= 200) x";

    private protected override async Task<bool> WaitsForItsClientAsync(
        DatabaseServer server, long session, CancellationToken cancellationToken) =>
        await server.ScalarAsync<string>(
            $"select state from information_schema.processlist where id = {session}", cancellationToken)
            is "Sending to client" or "Writing to net" or "Sending data";
}
