using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Execution;

/// <summary>All that a server answered to one command of the client.</summary>
/// <param name="Error">What the server refused, or null.</param>
/// <param name="Rows">Rows returned if there were any, else affected.</param>
/// <param name="AffectedRows">Rows affected.</param>
/// <param name="HadRows">Whether any result had rows.</param>
/// <param name="Commit">What the trackers of every packet say was committed, or null. A CALL reports on its first result.</param>
/// <param name="LastInsertId">The first AUTO_INCREMENT value that was made, or 0.</param>
internal readonly record struct CommandAnswer(
    ServerError? Error, long Rows, long AffectedRows, bool HadRows, ReplicationPosition? Commit, ulong LastInsertId)
{
    /// <summary>Reads the answers of the next command to their end.</summary>
    /// <param name="context">The statement.</param>
    /// <param name="hasSink">Whether the first result with rows goes to the sink; others are read over.</param>
    public static async ValueTask<CommandAnswer> ReadAsync(StatementContext context, bool hasSink)
    {
        var answer = default(CommandAnswer);
        ServerReply reply;
        do
        {
            reply = await context.Connection.ReadReplyAsync(context.Abort);
            answer = answer.With(context, reply);
            if (reply.Kind == ReplyKind.Rows)
            {
                var rows = 0L;
                if (hasSink && !answer.HadRows)
                {
                    (rows, reply) = await context.PumpAsync(reply);
                }
                else
                {
                    reply = await context.SkipRowsAsync();
                }

                answer = answer.With(context, reply) with { HadRows = true, Rows = answer.HadRows ? answer.Rows : rows };
            }
            else if (!answer.HadRows)
            {
                answer = answer with { Rows = answer.AffectedRows };
            }
        }
        while (reply.MoreResults);

        return answer with { Error = reply.Error };
    }

    private CommandAnswer With(StatementContext context, ServerReply reply) => this with
    {
        AffectedRows = AffectedRows + (long)reply.AffectedRows,
        Commit = context.Positions.Dialect.AddCommits(Commit, reply),
        LastInsertId = LastInsertId != 0 ? LastInsertId : reply.LastInsertId,
    };
}
