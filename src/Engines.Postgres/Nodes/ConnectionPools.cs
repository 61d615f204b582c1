using System.Collections.Concurrent;
using CausalGateway.Abstractions;
using CausalGateway.Engines.Postgres.Errors;
using Npgsql;

namespace CausalGateway.Engines.Postgres.Nodes;

/// <summary>The connections for statements to one server: a pool for each database, for reading and for writing.</summary>
/// <remarks>
/// <para>A connection cannot outlive the server's incarnation, so that what it belongs to is learnt once, when it is opened:
/// the monitor is asked for the server's incarnation <em>after</em> the connection is there. If the server crashes between,
/// the connection is dead and can hand out nothing.</para>
/// <para>Pools for reading start every transaction read-only: a server that is promoted, or a statement that writes where its
/// text does not show it, is refused by the server itself.</para>
/// </remarks>
internal sealed class ConnectionPools(NodeOptions options, ServerMonitor monitor, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<PoolKey, NpgsqlDataSource> _pools = new();

    /// <summary>
    /// What each connection's server process belongs to, by its process id. An entry of a closed connection stays until the
    /// id comes again, so there are never more than process ids.
    /// </summary>
    private readonly ConcurrentDictionary<int, ConnectionIdentity> _identities = new();

    /// <summary>Whether commits of this user are asynchronous unless told otherwise; learnt from the first that is found so.</summary>
    private volatile bool _forceSynchronousCommit;

    private ulong _lastIncarnation;

    /// <summary>Takes a connection from the pool or opens one.</summary>
    public async ValueTask<PooledConnection> OpenAsync(string? database, bool readOnly, CancellationToken cancellationToken)
    {
        while (true)
        {
            var key = new PoolKey(database, readOnly, !readOnly && _forceSynchronousCommit);
            var pool = _pools.GetOrAdd(key, Create);
            try
            {
                var connection = await pool.OpenConnectionAsync(cancellationToken);
                var identity = _identities[connection.ProcessID];
                if (identity.Server.Incarnation == monitor.LastIncarnation)
                {
                    return new PooledConnection(connection, identity);
                }

                // It leads to a life of the server that has ended. Better to find that out here than under a write.
                pool.Clear();
                await connection.DisposeAsync();
            }
            catch (AsynchronousCommitException)
            {
                _forceSynchronousCommit = true;
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                throw new EngineException(EngineErrorKind.Unreachable, "The server did not answer in time.", e);
            }
            catch (Exception e) when (e is not OperationCanceledException and not EngineException)
            {
                throw PostgresErrors.WhileOpening(e);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools.Values)
        {
            await pool.DisposeAsync();
        }
    }

    private NpgsqlDataSource Create(PoolKey key)
    {
        var builder = new NpgsqlDataSourceBuilder(
            ConnectionSettings.ForStatements(options, key.Database, key.ReadOnly, key.ForceSynchronousCommit));
        builder.UsePhysicalConnectionInitializer(
            _ => throw new NotSupportedException("Connections are opened asynchronously."),
            connection => IdentifyAsync(connection, key));
        return builder.Build();
    }

    private async Task IdentifyAsync(NpgsqlConnection connection, PoolKey key)
    {
        // Npgsql hands no token to this, and a server may freeze just here.
        using var deadline = new CancellationTokenSource(options.ConnectTimeout, time);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(
                    """
                    select extract(epoch from pg_postmaster_start_time()), pg_backend_pid(),
                           current_setting('synchronous_commit'), pg_has_role(current_user, 'pg_read_all_stats', 'usage')
                    """),
            },
        };
        TextResults.Request(batch);
        string postmasterStart;
        bool behindPooler, asynchronousCommit, seesReceiver;
        await using (var row = await batch.ExecuteReaderAsync(deadline.Token))
        {
            await row.ReadAsync(deadline.Token);
            postmasterStart = row.GetString(0);
            behindPooler = row.GetString(1) != connection.ProcessID.ToString(System.Globalization.CultureInfo.InvariantCulture);
            asynchronousCommit = row.GetString(2) == "off";
            seesReceiver = row.GetString(3) == "t";
        }

        if (behindPooler)
        {
            throw new EngineException(
                EngineErrorKind.Unreachable,
                "A connection pooler stands between the gateway and the server; give the server's own endpoint.");
        }

        if (asynchronousCommit && !key.ReadOnly)
        {
            throw new AsynchronousCommitException();
        }

        var status = await monitor.ProbeAsync(deadline.Token);
        if (status.Identity.PostmasterStart != postmasterStart)
        {
            throw new EngineException(
                EngineErrorKind.IncarnationChanged, "The server was replaced while a connection to it was opened.");
        }

        DropThoseOfAnotherLife(status.Incarnation);
        _identities[connection.ProcessID] = new ConnectionIdentity(status.Identity, seesReceiver);
    }

    /// <summary>
    /// Lets go of connections to another life of the server before the process ids of this one are noted: they may be the same.
    /// </summary>
    private void DropThoseOfAnotherLife(ServerIncarnation incarnation)
    {
        var last = Interlocked.Exchange(ref _lastIncarnation, incarnation.Value);
        if (last == 0 || last == incarnation.Value)
        {
            return;
        }

        foreach (var pool in _pools.Values)
        {
            pool.Clear();
        }
    }

    private readonly record struct PoolKey(string? Database, bool ReadOnly, bool ForceSynchronousCommit);

    /// <summary>A pool's settings let commits be asynchronous; another pool must be made.</summary>
    private sealed class AsynchronousCommitException : Exception;
}
