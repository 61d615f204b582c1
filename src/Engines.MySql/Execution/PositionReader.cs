using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Replication;

namespace CausalGateway.Engines.MySql.Execution;

/// <summary>Reads positions over connections for statements, inside their round trips.</summary>
internal sealed class PositionReader(IReplicationDialect dialect, ServerMonitor monitor, TimeProvider time)
{
    /// <summary>How long a position may take that is fetched on its own, after the client's statement has ended.</summary>
    private static readonly TimeSpan OwnDeadline = TimeSpan.FromSeconds(5);

    /// <summary>The command whose answer <see cref="ReadAsync"/> takes.</summary>
    public ServerCommand Command { get; } = ServerCommand.Query(dialect.PositionSql);

    /// <summary>The command that lets the server refuse a write unless it is the primary.</summary>
    public ServerCommand Guard { get; } = ServerCommand.Query(dialect.GuardSql);

    public IReplicationDialect Dialect => dialect;

    /// <summary>The monitor, which can prove what a statement's own connection cannot.</summary>
    public ServerMonitor Monitor => monitor;

    /// <summary>Reads the next answer.</summary>
    /// <exception cref="ServerErrorException">The server did not tell.</exception>
    public async ValueTask<PositionReading> ReadAsync(IServerConnection connection, CancellationToken cancellationToken)
    {
        var reply = await connection.ReadReplyAsync(cancellationToken);
        PositionReading? reading = null;
        while (reply.Kind == ReplyKind.Rows)
        {
            if (await connection.ReadRowAsync(cancellationToken) is { } end)
            {
                reply = end;
                break;
            }

            reading = dialect.ReadPosition(connection);
        }

        return reply.Error is { } error
            ? throw new ServerErrorException(error)
            : reading ?? throw new DriverException(DriverFailure.Protocol, "The server did not tell its position.");
    }

    /// <summary>Reads the position in a round trip of its own, with a deadline of its own.</summary>
    public async ValueTask<PositionReading> FetchAsync(PooledConnection pooled)
    {
        using var deadline = new CancellationTokenSource(OwnDeadline, time);
        pooled.Commands[0] = Command;
        await pooled.Connection.SendAsync(pooled.Commands.AsMemory(0, 1), deadline.Token);
        return await ReadAsync(pooled.Connection, deadline.Token);
    }
}
