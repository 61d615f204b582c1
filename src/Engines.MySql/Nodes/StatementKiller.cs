using System.Globalization;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Nodes;

/// <summary>Ends what another connection of the same user is running, over a connection of its own.</summary>
internal sealed class StatementKiller(IServerConnector connector, ConnectionTarget target, TimeProvider time)
{
    /// <summary>A server that does not take the order in this time is frozen; closing the connection must do.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    /// <summary>Asks the server to end the statement; whether it took the order.</summary>
    public async Task<bool> KillAsync(uint threadId)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        try
        {
            await using var connection = await connector.ConnectAsync(target, deadline.Token);
            var kill = ServerCommand.Query(string.Create(CultureInfo.InvariantCulture, $"KILL QUERY {threadId}"));
            await connection.SendAsync(new[] { kill }, deadline.Token);
            return (await connection.ReadReplyAsync(deadline.Token)).Kind == ReplyKind.Ok;
        }
        catch (Exception e) when (e is DriverException or ServerErrorException or OperationCanceledException)
        {
            // The connection that it was for is given up in any case.
            return false;
        }
    }
}
