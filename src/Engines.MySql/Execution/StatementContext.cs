using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Errors;
using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Replication;
using CausalGateway.Engines.MySql.Results;

namespace CausalGateway.Engines.MySql.Execution;

/// <summary>One statement on its way through one connection: what every way of running it needs.</summary>
internal sealed class StatementContext(
    PooledConnection pooled, StatementRequest request, IResultSink sink, PositionReader positions, BoundParameter[] parameters)
{
    private int _commands;

    public PooledConnection Pooled => pooled;

    public IServerConnection Connection => pooled.Connection;

    public StatementRequest Request => request;

    public IResultSink Sink => sink;

    public PositionReader Positions => positions;

    /// <summary>For reading the server's answers.</summary>
    public CancellationToken Abort => pooled.Watch.Abort;

    /// <summary>Whether anything that could change something was sent to the server.</summary>
    public bool WasSent { get; private set; }

    /// <summary>The position before a write, once the server has told it.</summary>
    public PositionReading? Before { get; set; }

    /// <summary>The client's statement with its parameters; prepared on the server if it has any.</summary>
    public async ValueTask<ServerCommand> NewCommandAsync()
    {
        if (parameters.Length == 0)
        {
            return ServerCommand.Query(request.Sql);
        }

        var statement = await Connection.PrepareAsync(request.Sql, Abort);
        return statement.ParameterCount == parameters.Length
            ? ServerCommand.Execute(statement, parameters)
            : throw new EngineException(
                EngineErrorKind.InvalidParameter,
                $"The statement takes {statement.ParameterCount} parameters, {parameters.Length} were given.");
    }

    /// <summary>Adds a command to the next round trip.</summary>
    public void Add(ServerCommand command) => pooled.Commands[_commands++] = command;

    /// <summary>Sends the commands that were added, in one write.</summary>
    public ValueTask SendAsync()
    {
        var count = _commands;
        _commands = 0;
        WasSent = true;
        return Connection.SendAsync(pooled.Commands.AsMemory(0, count), Abort);
    }

    /// <summary>Reads the answer of a command that is expected to be done without rows.</summary>
    /// <exception cref="ServerErrorException">It was refused.</exception>
    public async ValueTask<ServerReply> ReadDoneAsync()
    {
        var reply = await Connection.ReadReplyAsync(Abort);
        if (reply.Kind == ReplyKind.Rows)
        {
            reply = await SkipRowsAsync();
        }

        return reply.Error is { } error ? throw new ServerErrorException(error) : reply;
    }

    /// <summary>Reads over the rows of the current result; what ended them.</summary>
    public async ValueTask<ServerReply> SkipRowsAsync()
    {
        while (true)
        {
            if (await Connection.ReadRowAsync(Abort) is { } end)
            {
                return end;
            }
        }
    }

    /// <summary>Hands the rows of the current result to the sink.</summary>
    public ValueTask<PumpedRows> PumpAsync(ServerReply header) => RowPump.RunAsync(Connection, header, sink, pooled.Watch.Stop);

    /// <summary>Says in the gateway's words what ended the statement.</summary>
    public EngineException Explain(Exception error)
    {
        var known = MySqlErrors.WhileRunning(error, request.ReadOnly || !WasSent);
        var end = pooled.Watch.End;
        if (end == StatementEnd.None || known.Kind is not (EngineErrorKind.Cancelled or EngineErrorKind.ConnectionLost))
        {
            return known;
        }

        var (kind, message) = end == StatementEnd.TimeLimit
            ? (EngineErrorKind.TimedOut, "The statement ran longer than it may.")
            : (EngineErrorKind.Cancelled, "The statement was cancelled.");
        return new EngineException(kind, message, error)
        {
            Outcome = known.Outcome,
            SqlState = known.SqlState,
            ErrorNumber = known.ErrorNumber,
            Position = known.Position,
            Incarnation = known.Incarnation,
        };
    }

    /// <summary>The error of a server that is not the primary, although the request wants it.</summary>
    public static EngineException NotPrimary() => new(EngineErrorKind.NotPrimary, "The server is not the primary.");

    /// <summary>What the server refused, in the words of the request.</summary>
    public EngineException Refused(ServerError error)
    {
        var known = Explain(new ServerErrorException(error));
        // A write that refuses itself, by a read-only transaction of its own, is refused on a primary too.
        var byServer = Before is { RefusesWrites: true } || error.Number != ErrorNumber.ReadOnlyTransaction;
        return known.Kind == EngineErrorKind.ReadOnly && request.Role == ServerRole.Primary && byServer ? NotPrimary() : known;
    }

    /// <summary>The result of a read.</summary>
    public ExecutionResult ReadResult(long rows, PositionReading? after) => new()
    {
        Command = request.Classification.Command,
        RowCount = rows,
        Incarnation = pooled.Identity.Incarnation,
        Role = after?.Role ?? ServerRole.Unknown,
        Position = after?.UpperBound,
        Reached = after?.LowerBound,
    };
}
