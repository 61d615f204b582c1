namespace CausalGateway.LocalCluster.MySql;

/// <content>How far a server has come, and what halts it.</content>
public abstract partial class BinlogCluster
{
    /// <inheritdoc/>
    /// <remarks>It waits for the transactions that are being applied: not while one of them waits for a lock.</remarks>
    public override Task PauseReplayAsync(DatabaseServer replica, CancellationToken cancellationToken = default) =>
        Replica(replica).ExecuteAsync(_dialect.PauseReplay, cancellationToken);

    /// <inheritdoc/>
    public override Task ResumeReplayAsync(DatabaseServer replica, CancellationToken cancellationToken = default) =>
        Replica(replica).ExecuteAsync(_dialect.ResumeReplay, cancellationToken);

    /// <inheritdoc/>
    public override async Task WaitForReplayAsync(DatabaseServer replica, CancellationToken cancellationToken = default)
    {
        var server = Replica(replica);
        var written = await server.Source!.ScalarAsync<string>(_dialect.ExecutedQuery, cancellationToken);
        await Wait.UntilAsync(
            $"{server.Name} has replayed {written}",
            async token => await server.ScalarAsync<int>(_dialect.WaitFor($"{written}"), token) == 0,
            cancellationToken: cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The server is one process, and what starts it again is whatever supervises it: here, this library does.
    /// </remarks>
    public override async Task CrashAsync(DatabaseServer server, CancellationToken cancellationToken = default)
    {
        await Own(server).KillAsync(cancellationToken);
        await server.StartAsync(cancellationToken);
    }
}
