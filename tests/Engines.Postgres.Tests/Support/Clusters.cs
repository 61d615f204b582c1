namespace CausalGateway.Engines.Postgres.Tests.Support;

/// <summary>Clusters of their own for tests that break them.</summary>
internal static class Clusters
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<PostgresCluster> StartAsync(int replicas, params (string Name, string Value)[] settings)
    {
        var cluster = await PostgresCluster.StartAsync(
            new PostgresClusterOptions
            {
                Replicas = replicas,
                Settings = settings.ToDictionary(setting => setting.Name, setting => setting.Value),
            },
            Token);
        await Users.CreateAsync(cluster.Primary);
        foreach (var replica in cluster.Replicas)
        {
            await cluster.WaitForReplayAsync(replica, Token);
        }

        return cluster;
    }

    /// <summary>Makes commits wait for a standby that is not there.</summary>
    public static async Task RequireStandbyAsync(DatabaseServer primary, string name)
    {
        await primary.ExecuteAsync($"alter system set synchronous_standby_names = '{name}'", Token);
        await primary.ExecuteAsync("select pg_reload_conf()", Token);
        await primary.WaitForAsync(
            "the setting is in force", $"select current_setting('synchronous_standby_names') = '{name}'");
    }

    public static Task WaitForHungCommitAsync(DatabaseServer primary) => primary.WaitForAsync(
        "a commit waits for its standby", "select exists (select from pg_stat_activity where wait_event = 'SyncRep')");
}
