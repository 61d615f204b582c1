using System.Diagnostics;
using CausalGateway.Abstractions;
using CausalGateway.Engines.Postgres.Errors;
using CausalGateway.Engines.Postgres.Nodes;
using CausalGateway.Engines.Postgres.Statements;
using Npgsql;

namespace CausalGateway.Engines.Postgres.Execution;

/// <summary>One statement on its way through one connection: what every way of running it needs.</summary>
internal sealed class StatementContext(
    PooledConnection pooled, StatementRequest request, IResultSink sink, PositionReader positions, TimeSpan statementTimeout)
{
    private const double AlmostAll = 0.95;

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly TypedPlaceholders _typed = TypedPlaceholders.Apply(request);

    public NpgsqlConnection Connection => pooled.Connection;

    public ConnectionIdentity Identity => pooled.Identity;

    public StatementRequest Request => request;

    public IResultSink Sink => sink;

    public PositionReader Positions => positions;

    /// <summary>A batch on this connection whose results come as text.</summary>
    public NpgsqlBatch NewBatch()
    {
        var batch = new NpgsqlBatch(Connection);
        TextResults.Request(batch);
        return batch;
    }

    /// <summary>The client's statement with its parameters.</summary>
    public NpgsqlBatchCommand NewCommand()
    {
        var command = new NpgsqlBatchCommand(_typed.Sql);
        ParameterText.AddTo(command, request);
        return command;
    }

    /// <summary>Says in the gateway's words what ended the statement.</summary>
    public EngineException Explain(Exception error)
    {
        var known = PostgresErrors.WhileRunning(error, request.ReadOnly, _typed.ToClientPosition);
        var byTimeLimit = known.Kind == EngineErrorKind.Cancelled
            && error is PostgresException
            && Stopwatch.GetElapsedTime(_started) >= statementTimeout * AlmostAll;
        return byTimeLimit
            ? new EngineException(EngineErrorKind.TimedOut, "The statement ran longer than it may.", error)
            {
                SqlState = known.SqlState,
                Outcome = known.Outcome,
            }
            : known;
    }

    /// <summary>Refuses a server that was a replica just now, where the request wants the primary.</summary>
    public void RequirePrimary(CommitFloor floor)
    {
        if (request.Role == ServerRole.Primary && floor.InsertLsn is null)
        {
            throw NotPrimary();
        }
    }

    /// <summary>The error of a server that is not the primary, although the request wants it.</summary>
    public static EngineException NotPrimary() => new(EngineErrorKind.NotPrimary, "The server is not the primary.");

    /// <summary>What the server calls the command that was run.</summary>
    public string CommandName(NpgsqlBatchCommand command) => command.StatementType switch
    {
        StatementType.Select => "SELECT",
        StatementType.Insert => "INSERT",
        StatementType.Update => "UPDATE",
        StatementType.Delete => "DELETE",
        StatementType.Merge => "MERGE",
        _ => request.Classification.Command,
    };

    /// <summary>
    /// Whether all that the answer stands for is a commit of this connection, which is synchronous: no rows were shown, and no
    /// procedure can have set anything else for its own transactions.
    /// </summary>
    private bool OnlyCommits =>
        request.Demand.HasFlag(PositionDemand.Commit)
        && request.Classification is { ReturnsRows: false, AllowedInTransaction: true };

    /// <summary>The result, with what a position that was read afterwards says.</summary>
    public ExecutionResult Result(NpgsqlBatchCommand command, long rows, PlacedReading? after, CommitFloor floor = default) =>
        new()
        {
            Command = CommandName(command),
            RowCount = request.Classification.ReturnsRows ? rows : (long)command.Rows,
            Incarnation = Identity.Server.Incarnation,
            Role = after is null ? ServerRole.Unknown : after.Reading.IsReplica ? ServerRole.Replica : ServerRole.Primary,
            Position = OnlyCommits ? after?.CommitBound : after?.UpperBound,
            Reached = after?.LowerBound,
            BeforeCommit = floor.Position(after),
        };
}
