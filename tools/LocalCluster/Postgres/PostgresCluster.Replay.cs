namespace CausalGateway.LocalCluster.Postgres;

/// <content>How far a server has come, and what halts it.</content>
public sealed partial class PostgresCluster
{
    /// <inheritdoc/>
    public override async Task PauseReplayAsync(DatabaseServer replica, CancellationToken cancellationToken = default)
    {
        var server = Replica(replica);
        await server.ExecuteAsync("select pg_wal_replay_pause()", cancellationToken);
        await Wait.UntilAsync(
            $"{server.Name} has paused replay",
            async token => await server.ScalarAsync<string>("select pg_get_wal_replay_pause_state()", token) == "paused",
            cancellationToken: cancellationToken);
    }

    /// <inheritdoc/>
    public override Task ResumeReplayAsync(DatabaseServer replica, CancellationToken cancellationToken = default) =>
        Replica(replica).ExecuteAsync("select pg_wal_replay_resume()", cancellationToken);

    /// <inheritdoc/>
    public override async Task WaitForReplayAsync(DatabaseServer replica, CancellationToken cancellationToken = default)
    {
        var server = Replica(replica);
        var written = await server.Source!.ScalarAsync<string>(
            "select (case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end)::text",
            cancellationToken);
        await Wait.UntilAsync(
            $"{server.Name} has replayed {written}",
            async token => await server.ScalarAsync<bool>($"select pg_last_wal_replay_lsn() >= '{written}'", token),
            cancellationToken: cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>It is the checkpointer that dies; PostgreSQL then restarts all its processes.</remarks>
    public override async Task CrashAsync(DatabaseServer server, CancellationToken cancellationToken = default)
    {
        const string Checkpointer = "select pid from pg_stat_activity where backend_type = 'checkpointer'";
        var crashed = Own(server);
        var before = await crashed.ScalarAsync<int>(Checkpointer, cancellationToken);
        Processes.ProcessTree.Send(before, Processes.ProcessSignal.Kill);
        await Wait.UntilAsync(
            $"{crashed.Name} has recovered from the death of its checkpointer",
            async token => await crashed.ScalarAsync<int>(Checkpointer, token) is not 0 and var after && after != before,
            cancellationToken: cancellationToken);
    }
}
