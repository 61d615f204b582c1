namespace CausalGateway.LocalCluster.Postgres;

/// <content>Who follows whom.</content>
public sealed partial class PostgresCluster
{
    /// <inheritdoc/>
    public override async Task<DatabaseServer> AddReplicaAsync(
        DatabaseServer? source = null, CancellationToken cancellationToken = default)
    {
        var from = Own(source ?? Primary);
        var replica = MakeServer(DatabaseRole.Replica);
        try
        {
            await CopyAndStartAsync(replica, from, cancellationToken);
            return replica;
        }
        catch
        {
            await RemoveAsync(replica);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task RemoveReplicaAsync(DatabaseServer replica, CancellationToken cancellationToken = default)
    {
        var server = Replica(replica);
        var source = server.Source;
        await RemoveAsync(server);
        await server.RemoveDataAsync(cancellationToken);
        if (source is { State: ServerState.Running })
        {
            // The slot stays in use until the source notices that its reader is gone.
            await Wait.UntilAsync(
                $"{source.Name} drops the slot of {server.Name}",
                async token =>
                {
                    var slot = $"from pg_replication_slots where slot_name = '{server.SlotName}'";
                    await source.ExecuteAsync($"select pg_drop_replication_slot(slot_name) {slot} and not active", token);
                    return await source.ScalarAsync<long>($"select count(*) {slot}", token) == 0;
                },
                cancellationToken: cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task RepointAsync(
        DatabaseServer replica, DatabaseServer source, bool awaitStreaming = true, CancellationToken cancellationToken = default)
    {
        var server = Replica(replica);
        await EnsureSlotAsync(server, Own(source), cancellationToken);
        foreach (var (name, value) in GetStandbySettings(server, source))
        {
            await server.ExecuteAsync($"alter system set {name} = '{value}'", cancellationToken);
        }

        await server.ExecuteAsync("select pg_reload_conf()", cancellationToken);
        server.Source = source;
        if (awaitStreaming)
        {
            await WaitForStreamingAsync(server, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task RewindAsync(
        DatabaseServer server, DatabaseServer onto, CancellationToken cancellationToken = default)
    {
        var rewound = (PostgresServer)Own(server);
        if (rewound == Own(onto))
        {
            throw new ArgumentException($"{rewound.Name} cannot be rewound onto itself.", nameof(onto));
        }

        if (rewound.State != ServerState.Stopped)
        {
            await rewound.StopAsync(StopMode.Fast, cancellationToken);
        }

        // pg_rewind takes the source's timeline from its last checkpoint, which may be from before the promotion.
        await onto.ExecuteAsync("checkpoint", cancellationToken);
        await EnsureSlotAsync(rewound, onto, cancellationToken);
        await rewound.RunToolAsync(
            "pg_rewind",
            [
                "-D", rewound.DataFolder, "--source-server", $"{GetConnectionInfo(rewound, onto)} dbname=postgres",
                "-R", "--no-sync",
            ],
            cancellationToken);
        await FollowAndStartAsync(rewound, onto, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task PromoteAsync(DatabaseServer replica, CancellationToken cancellationToken = default)
    {
        var server = Replica(replica);
        await server.ExecuteAsync("select pg_promote(wait => false)", cancellationToken);
        await Wait.UntilAsync(
            $"{server.Name} has left recovery",
            async token => !await server.ScalarAsync<bool>("select pg_is_in_recovery()", token),
            cancellationToken: cancellationToken);
        server.Role = DatabaseRole.Primary;
        server.Source = null;
        Primary = server;
    }

    /// <inheritdoc/>
    public override Task WaitForStreamingAsync(DatabaseServer replica, CancellationToken cancellationToken = default)
    {
        var server = Replica(replica);
        var source = server.Source!;
        var sends =
            $"select exists (select from pg_stat_replication where application_name = '{server.Name}' and state = 'streaming')";
        const string Receives = "select exists (select from pg_stat_wal_receiver where status = 'streaming')";

        // Both must say so: right after a kill or a cut, either may still show the connection that was.
        return Wait.UntilAsync(
            $"{server.Name} streams from {source.Name}",
            async token => await source.ScalarAsync<bool>(sends, token) && await server.ScalarAsync<bool>(Receives, token),
            cancellationToken: cancellationToken);
    }

    private async Task CopyAndStartAsync(PostgresServer replica, DatabaseServer source, CancellationToken cancellationToken)
    {
        await replica.MakeFolderAsync(cancellationToken);
        await EnsureSlotAsync(replica, source, cancellationToken);
        await replica.RunToolAsync(
            "pg_basebackup",
            [
                "-D", replica.DataFolder, "-d", GetConnectionInfo(replica, source), "-S", replica.SlotName,
                "-X", "stream", "-c", "fast", "-R", "--no-sync",
            ],
            cancellationToken);
        await FollowAndStartAsync(replica, source, cancellationToken);
    }

    /// <summary>Starts a server whose data has just become a standby's.</summary>
    private async Task FollowAndStartAsync(PostgresServer server, DatabaseServer source, CancellationToken cancellationToken)
    {
        // The tools copied these settings from the source, whose own are another's; the last line of the file wins.
        await File.AppendAllLinesAsync(
            Path.Combine(server.DataFolder, "postgresql.auto.conf"),
            GetStandbySettings(server, source).Select(setting => $"{setting.Name} = '{setting.Value}'"),
            cancellationToken);
        server.Role = DatabaseRole.Replica;
        server.Source = source;
        await server.StartAsync(cancellationToken);
        await WaitForStreamingAsync(server, cancellationToken);
    }

    private (string Name, string Value)[] GetStandbySettings(PostgresServer server, DatabaseServer source) =>
        [("primary_conninfo", GetConnectionInfo(server, source)), ("primary_slot_name", server.SlotName)];

    private string GetConnectionInfo(PostgresServer from, DatabaseServer to)
    {
        var link = GetLink(from, to);
        return $"host={link.Host} port={link.Port} user=postgres application_name={from.Name}";
    }

    private static Task EnsureSlotAsync(PostgresServer replica, DatabaseServer source, CancellationToken cancellationToken) =>
        source.ExecuteAsync(
            $"""
            select pg_create_physical_replication_slot('{replica.SlotName}')
            where not exists (select from pg_replication_slots where slot_name = '{replica.SlotName}')
            """,
            cancellationToken);

    private PostgresServer Replica(DatabaseServer server) =>
        Own(server).Role == DatabaseRole.Replica
            ? (PostgresServer)server
            : throw new InvalidOperationException($"{server.Name} is not a replica.");
}
