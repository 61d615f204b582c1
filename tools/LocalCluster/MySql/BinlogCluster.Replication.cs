namespace CausalGateway.LocalCluster.MySql;

/// <content>Who follows whom.</content>
public abstract partial class BinlogCluster
{
    /// <inheritdoc/>
    /// <remarks>It replays the source's binary logs from their beginning, which must still be there.</remarks>
    public override async Task<DatabaseServer> AddReplicaAsync(
        DatabaseServer? source = null, CancellationToken cancellationToken = default)
    {
        var from = Own(source ?? Primary);
        var replica = MakeServer(DatabaseRole.Replica);
        try
        {
            await MakeAndFollowAsync(replica, from, Task.CompletedTask, cancellationToken);
            return replica;
        }
        catch
        {
            await RemoveAsync(replica);
            throw;
        }
    }

    /// <inheritdoc/>
    /// <remarks>The source keeps nothing of it that could be forgotten.</remarks>
    public override async Task RemoveReplicaAsync(DatabaseServer replica, CancellationToken cancellationToken = default)
    {
        var server = Replica(replica);
        await RemoveAsync(server);
        Directory.Delete(server.Folder, recursive: true);
    }

    /// <inheritdoc/>
    public override async Task RepointAsync(
        DatabaseServer replica, DatabaseServer source, bool awaitStreaming = true, CancellationToken cancellationToken = default)
    {
        var server = Replica(replica);
        await server.ExecuteAsync(_dialect.StopReplication, cancellationToken);
        await FollowAsync(server, Own(source), awaitStreaming, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Neither engine can take anything back, so that the server begins anew: with an empty data folder, another identity and
    /// all that <paramref name="onto"/> has in its binary logs.
    /// </remarks>
    public override async Task RewindAsync(
        DatabaseServer server, DatabaseServer onto, CancellationToken cancellationToken = default)
    {
        var rewound = Mine(server);
        if (rewound == Own(onto))
        {
            throw new ArgumentException($"{rewound.Name} cannot be rewound onto itself.", nameof(onto));
        }

        if (rewound.State != ServerState.Stopped)
        {
            await rewound.StopAsync(StopMode.Fast, cancellationToken);
        }

        rewound.RemoveData();
        rewound.Role = DatabaseRole.Replica;
        await MakeAndFollowAsync(rewound, onto, Task.CompletedTask, cancellationToken);
        await WaitForReplayAsync(rewound, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>It first replays what it has received, also if replay was paused; what it has not received is lost.</remarks>
    public override async Task PromoteAsync(DatabaseServer replica, CancellationToken cancellationToken = default)
    {
        var server = Replica(replica);

        // In this order: MariaDB drops what it has received while neither thread runs.
        await server.ExecuteAsync($"{_dialect.ResumeReplay}; {_dialect.StopReceiving}", cancellationToken);
        await Wait.UntilAsync(
            $"{server.Name} has replayed all that it has received",
            async token => await _dialect.HasReplayedAllAsync(server, token),
            cancellationToken: cancellationToken);
        await server.ExecuteAsync(
            $"{_dialect.ForgetSource}; set global {_dialect.ReadOnlyVariable} = OFF, global read_only = OFF", cancellationToken);
        server.Role = DatabaseRole.Primary;
        server.Source = null;
        Primary = server;
    }

    /// <inheritdoc/>
    public override Task WaitForStreamingAsync(DatabaseServer replica, CancellationToken cancellationToken = default)
    {
        var server = Replica(replica);
        var source = Mine(server.Source!);
        var link = GetLink(server, source);

        // All must say so: right after a kill or a cut, either server may still show the connection that was.
        return Wait.UntilAsync(
            $"{server.Name} streams from {source.Name}",
            async token => link.ConnectionCount > 0
                && (await server.QueryAsync(_dialect.StatusQuery, token))[0][_dialect.StatusColumns.Receives] == "Yes"
                && await source.ScalarAsync<int>(BinlogDialect.SendersQuery, token) > 0,
            cancellationToken: cancellationToken);
    }

    private async Task MakeAndFollowAsync(
        BinlogServer replica, DatabaseServer source, Task sourceStarted, CancellationToken cancellationToken)
    {
        await MakeAndStartAsync(replica, cancellationToken);
        await sourceStarted;
        await FollowAsync(replica, source, awaitStreaming: true, cancellationToken);
    }

    private async Task FollowAsync(
        BinlogServer replica, DatabaseServer source, bool awaitStreaming, CancellationToken cancellationToken)
    {
        var link = GetLink(replica, source);
        await replica.ExecuteAsync(_dialect.Follow(link.Host, link.Port), cancellationToken);
        replica.Source = source;
        if (awaitStreaming)
        {
            await WaitForStreamingAsync(replica, cancellationToken);
        }
    }
}
