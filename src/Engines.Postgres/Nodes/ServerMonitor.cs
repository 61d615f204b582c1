using System.Globalization;
using CausalGateway.Abstractions;
using CausalGateway.Engines.Postgres.Errors;
using CausalGateway.Engines.Postgres.Positions;
using Npgsql;

namespace CausalGateway.Engines.Postgres.Nodes;

/// <summary>Asks one server what it is and how far it has come, over one connection of the monitoring user that it keeps.</summary>
internal sealed class ServerMonitor : IAsyncDisposable
{
    private const string AsynchronousCommitsWarning =
        "synchronous_commit is off on the server, in a database or for a role: positions are taken where the log was inserted, "
        + "so that reads after writes wait longer, and a crash can lose acknowledged writes of others without a trace. "
        + "Mend: ALTER SYSTEM SET synchronous_commit = local; SELECT pg_reload_conf();";

    private readonly NodeOptions _options;
    private readonly TimeProvider _time;
    private readonly NpgsqlDataSource _source;
    private readonly SharedRoundTrip<PostgresNodeStatus> _shared;
    private MonitorConnection? _idle;
    private ReceivedLog? _received;
    private ulong _incarnation;
    private volatile bool _asynchronousCommits;
    private volatile bool _disposed;

    public ServerMonitor(NodeOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _source = NpgsqlDataSource.Create(ConnectionSettings.ForMonitor(options));
        _shared = new SharedRoundTrip<PostgresNodeStatus>(RunAsync);
    }

    /// <summary>The incarnation of the newest answer; none before the first.</summary>
    public ServerIncarnation LastIncarnation => new(Volatile.Read(ref _incarnation));

    /// <summary>Whether, by the newest answer, commits that were not flushed may show.</summary>
    public bool AsynchronousCommits => _asynchronousCommits;

    /// <summary>An answer that was asked for after this call.</summary>
    public Task<PostgresNodeStatus> ProbeAsync(CancellationToken cancellationToken) => _shared.RunAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await DisposeIdleAsync();
        await _source.DisposeAsync();
    }

    private async Task<PostgresNodeStatus> RunAsync()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var abandoned = new CancellationTokenSource();
        var asking = AskAsync(Interlocked.Exchange(ref _idle, null), abandoned.Token);
        try
        {
            var (connection, answer) = await asking.WaitAsync(_options.ProbeTimeout, _time);
            abandoned.Dispose();
            var status = Accept(connection.Server, answer);
            _idle = connection;
            if (_disposed)
            {
                await DisposeIdleAsync();
            }

            return status;
        }
        catch (TimeoutException e) when (!asking.IsCompleted)
        {
            _ = AbandonAsync(asking, abandoned);
            throw new EngineException(EngineErrorKind.Unreachable, "The server did not answer in time.", e);
        }
        catch (Exception e)
        {
            throw PostgresErrors.WhileOpening(e);
        }
    }

    private async Task<(MonitorConnection Connection, MonitorAnswer Answer)> AskAsync(
        MonitorConnection? idle, CancellationToken cancellationToken)
    {
        var connection = idle ?? await MonitorConnection.OpenAsync(_source, cancellationToken);
        try
        {
            // What is remembered holds for one life of the server.
            var remembered = connection.Server.Incarnation == LastIncarnation ? _received : null;
            return (connection, await connection.AskAsync(remembered, cancellationToken));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Ends a round trip that nobody waits for any more. Npgsql asks the server to cancel before it lets go of the connection,
    /// and a server that does not answer holds that up for seconds.
    /// </summary>
    private static async Task AbandonAsync(
        Task<(MonitorConnection Connection, MonitorAnswer Answer)> asking, CancellationTokenSource abandoned)
    {
        await abandoned.CancelAsync();
        try
        {
            await (await asking).Connection.DisposeAsync();
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or EngineException or InvalidOperationException)
        {
            // Its connection went with it.
        }

        abandoned.Dispose();
    }

    private async ValueTask DisposeIdleAsync()
    {
        if (Interlocked.Exchange(ref _idle, null) is { } connection)
        {
            await connection.DisposeAsync();
        }
    }

    private PostgresNodeStatus Accept(ServerIdentity server, MonitorAnswer answer)
    {
        if (answer.Reading.IsReplica && (answer.Received is not null || server.Incarnation != LastIncarnation))
        {
            _received = answer.Received;
        }

        _asynchronousCommits = answer.AsynchronousCommits;
        Volatile.Write(ref _incarnation, server.Incarnation.Value);
        return answer.Reading.IsReplica ? ReplicaStatus(server, answer) : PrimaryStatus(server, answer);
    }

    private static PostgresNodeStatus PrimaryStatus(ServerIdentity server, MonitorAnswer answer)
    {
        var reading = answer.Reading;
        var history = new PostgresHistory(server.SystemIdentifier, reading.Timeline);
        return new PostgresNodeStatus
        {
            Role = ServerRole.Primary,
            Incarnation = server.Incarnation,
            Identity = server,
            OnHistory = history,
            ReceivedLsn = Math.Max(reading.Done, reading.Known),
            Reached = reading.LowerBound(history),
            History = Describe(history),
            Writable = !answer.ReadOnly,
            Transactions = reading.Transactions,
            Version = server.Version,
            Warnings = Warnings(server, answer),
        };
    }

    private static PostgresNodeStatus ReplicaStatus(ServerIdentity server, MonitorAnswer answer)
    {
        var reading = answer.Reading;
        // Nothing was replayed yet, or more than was received on a history that is known.
        var received = answer.Received is { } log && reading.Done != 0 && reading.Done <= log.Lsn ? log : null;
        return new PostgresNodeStatus
        {
            Role = ServerRole.Replica,
            Incarnation = server.Incarnation,
            Identity = server,
            OnHistory = received?.History,
            ReceivedLsn = received?.Lsn ?? 0,
            Reached = received is null ? null : reading.LowerBound(received.History),
            History = received is null ? "unknown" : Describe(received.History),
            Link = !answer.Receiving ? ReplicationLink.Stopped
                : reading.ReplayPaused ? ReplicationLink.Paused
                : ReplicationLink.Streaming,
            UnreplayedBytes = reading.Known > reading.Done ? (long)(reading.Known - reading.Done) : 0,
            Transactions = reading.Transactions,
            Version = server.Version,
            Warnings = Warnings(server, answer),
        };
    }

    private static IReadOnlyList<string> Warnings(ServerIdentity server, MonitorAnswer answer) =>
        answer.AsynchronousCommits ? [AsynchronousCommitsWarning, .. server.Warnings] : server.Warnings;

    private static string Describe(PostgresHistory history) =>
        string.Create(CultureInfo.InvariantCulture, $"timeline {history.Timeline} of system {history.SystemIdentifier}");
}
