using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Execution;

/// <summary>Ends a statement whose answer nobody wants any more.</summary>
internal static class AbandonedAnswer
{
    /// <summary>An answer that is nearly over is cheaper to read than a connection is to open.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private const int MostRows = 1000;

    /// <summary>Reads a short rest of the answers, so that the connection can be used again; ends a longer one on the server.</summary>
    /// <param name="context">The statement.</param>
    /// <param name="inRows">Whether rows of an answer are left to be read.</param>
    public static async ValueTask EndAsync(StatementContext context, bool inRows)
    {
        if (context.Pooled.Watch.End == StatementEnd.None && await TryReadRestAsync(context.Connection, inRows))
        {
            return;
        }

        context.Pooled.IsSpoilt = true;
        if (context.Pooled.Watch.End == StatementEnd.None)
        {
            await context.Pooled.Watch.KillAsync();
        }
    }

    private static async ValueTask<bool> TryReadRestAsync(IServerConnection connection, bool inRows)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            for (var rows = 0; !connection.IsIdle; rows++)
            {
                if (rows == MostRows)
                {
                    return false;
                }

                inRows = inRows
                    ? await connection.ReadRowAsync(patience.Token) is null
                    : (await connection.ReadReplyAsync(patience.Token)).Kind == ReplyKind.Rows;
            }

            return true;
        }
        catch (Exception e) when (e is DriverException or OperationCanceledException)
        {
            return false;
        }
    }
}
