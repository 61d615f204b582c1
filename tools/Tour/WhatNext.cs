namespace CausalGateway.Tour;

/// <summary>What to try while everything stays up.</summary>
internal static class WhatNext
{
    public static void Write(Shop shop, Screen screen)
    {
        var address = shop.Address.GetLeftPart(UriPartial.Authority);
        screen.Line();
        screen.Note("The killed replica is started again and the paused one resumed. Everything stays up until Ctrl-C.");
        screen.Line();
        screen.Title("Gateway");
        screen.Line($"  {address}");
        screen.Line();
        screen.Title("Topology");
        screen.Line($"  {address}{Shop.TopologyPath}");
        screen.Line();
        screen.Title("A write and a read under a session");
        WriteCurl(
            screen, address, """{"sql": "update orders set status = $2 where id = $1 returning *", "params": [1, "paid"]}""");
        WriteCurl(
            screen, address, """{"sql": "select *, inet_server_port() as port from orders where id = $1", "params": [1]}""");
        screen.Line();
        screen.Title("Make a replica lag, then repeat both");
        foreach (var replica in shop.Cluster.Replicas)
        {
            screen.Line($"psql -h {replica.Host} -p {replica.Port} -U postgres -c 'select pg_wal_replay_pause()'");
        }

        screen.Line();
        screen.Title("Next");
        screen.Line("  your own servers   docs/configuration.md, and dotnet run --project src/Gateway -- --help");
        screen.Line("  the tests          ./test.sh");
        screen.Line();
        screen.Note("Ctrl-C stops everything and leaves nothing behind.");
    }

    /// <summary>Without indentation, so that it can be copied as it is.</summary>
    private static void WriteCurl(Screen screen, string address, string json)
    {
        screen.Line($"curl -s {address}{Shop.QueryPath} \\");
        screen.Line("  -H 'Content-Type: application/json' -H 'Causal-Session: alice' \\");
        screen.Line($"  -d '{json}'");
    }
}
