using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Execution;

namespace CausalGateway.Engines.MySql.Nodes;

/// <summary>A connection of a pool; disposing gives it back. Used by one statement at a time.</summary>
internal sealed class PooledConnection(
    IServerConnection connection, ServerIdentity identity, StatementWatch watch, ConnectionPool pool) : IAsyncDisposable
{
    private const int MostCommands = 5;
    private static readonly TimeSpan CheckDeadline = TimeSpan.FromSeconds(2);

    public IServerConnection Connection => connection;

    /// <summary>What it leads to for as long as it lives.</summary>
    public ServerIdentity Identity => identity;

    /// <summary>Ends its statements in time.</summary>
    public StatementWatch Watch => watch;

    /// <summary>Room for the commands of a round trip.</summary>
    public ServerCommand[] Commands { get; } = new ServerCommand[MostCommands];

    /// <summary>Whether the statement may have left something behind that the next one could see.</summary>
    public bool NeedsReset { get; set; }

    /// <summary>Whether it must not be used again.</summary>
    public bool IsSpoilt { get; set; }

    /// <summary>When it was last given back, by the pool's clock.</summary>
    public long IdleSince { get; set; }

    /// <summary>Whether the pool may keep it.</summary>
    public bool IsReusable => !IsSpoilt && connection is { IsUsable: true, IsIdle: true };

    /// <summary>Whether the server is still there; asks it, unless the connection is trusted.</summary>
    public async ValueTask<bool> IsAliveAsync(bool isTrusted, TimeProvider time)
    {
        if (!IsReusable || isTrusted)
        {
            return IsReusable;
        }

        using var deadline = new CancellationTokenSource(CheckDeadline, time);
        try
        {
            Commands[0] = ServerCommand.Ping;
            await connection.SendAsync(Commands.AsMemory(0, 1), deadline.Token);
            return (await connection.ReadReplyAsync(deadline.Token)).Kind == ReplyKind.Ok;
        }
        catch (Exception e) when (e is DriverException or OperationCanceledException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync()
    {
        pool.Return(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Closes it for good.</summary>
    public async ValueTask CloseAsync()
    {
        await connection.DisposeAsync();
        await watch.DisposeAsync();
    }
}
