using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Execution;
using CausalGateway.Engines.MySql.Nodes;

namespace CausalGateway.Engines.MySql.Tests.Nodes;

/// <summary>Opens connections to nowhere, and counts.</summary>
internal sealed class FakeOpener(TimeProvider time) : IConnectionOpener
{
    private readonly Lock _lock = new();

    public List<FakeConnection> Opened { get; } = [];

    public int Resets { get; private set; }

    /// <summary>Thrown by the next attempts to open.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Which life of the server is current.</summary>
    public ulong Life { get; set; } = 1;

    /// <summary>Completes when resets may.</summary>
    public TaskCompletionSource? HoldResets { get; set; }

    public ValueTask<PooledConnection> OpenAsync(ConnectionPool pool, CancellationToken cancellationToken)
    {
        if (Failure is { } failure)
        {
            throw failure;
        }

        var connection = new FakeConnection();
        lock (_lock)
        {
            Opened.Add(connection);
        }

        var watch = new StatementWatch(connection, new StatementKiller(new NoConnector(), new ConnectionTarget { Host = "", Port = 0, User = "" }, time), time);
        return new(new PooledConnection(connection, new ServerIdentity("one", new ServerIncarnation(Life), "9.7.0"), watch, pool));
    }

    public async ValueTask ResetAsync(PooledConnection connection)
    {
        Resets++;
        if (HoldResets is { } hold)
        {
            await hold.Task;
        }
    }

    public bool IsCurrent(PooledConnection connection) => connection.Identity.Incarnation.Value == Life;

    private sealed class NoConnector : IServerConnector
    {
        public ValueTask<IServerConnection> ConnectAsync(ConnectionTarget target, CancellationToken cancellationToken) =>
            throw new DriverException(DriverFailure.Unreachable, "nowhere");
    }
}
