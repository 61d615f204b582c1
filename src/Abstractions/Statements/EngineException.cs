namespace CausalGateway.Abstractions;

/// <summary>A failure that a server, or the way to it, gave. Its message is fit for the client: no host, no secret.</summary>
public sealed class EngineException(EngineErrorKind kind, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What kind of failure it is.</summary>
    public EngineErrorKind Kind { get; } = kind;

    /// <summary>What is known about the statement's effect.</summary>
    public StatementOutcome Outcome { get; init; } = StatementOutcome.NotApplied;

    /// <summary>The five-character SQLSTATE, if the server gave one.</summary>
    public string? SqlState { get; init; }

    /// <summary>The engine's own error number, if it has one.</summary>
    public int? ErrorNumber { get; init; }

    /// <summary>The server's hint.</summary>
    public string? Hint { get; init; }

    /// <summary>Where in the client's statement the error is, in characters from 1, or null.</summary>
    public int? StatementPosition { get; init; }

    /// <summary>The constraint's name.</summary>
    public string? Constraint { get; init; }

    /// <summary>
    /// An upper bound of what the error may have shown (a unique violation shows a row), if After or Commit was demanded and
    /// the server could still be asked.
    /// </summary>
    public ReplicationPosition? Position { get; init; }

    /// <summary>The incarnation that gave the error.</summary>
    public ServerIncarnation Incarnation { get; init; }

    /// <summary>The same failure, with another verdict on the statement's effect.</summary>
    public EngineException WithOutcome(StatementOutcome outcome) =>
        outcome == Outcome ? this : Copy(outcome, Position, Incarnation);

    /// <summary>The same failure, with what its text may have shown.</summary>
    public EngineException WithPosition(ReplicationPosition? position, ServerIncarnation incarnation) =>
        Copy(Outcome, position, incarnation);

    private EngineException Copy(StatementOutcome outcome, ReplicationPosition? position, ServerIncarnation incarnation) =>
        new(Kind, Message, InnerException)
        {
            Outcome = outcome,
            SqlState = SqlState,
            ErrorNumber = ErrorNumber,
            Hint = Hint,
            StatementPosition = StatementPosition,
            Constraint = Constraint,
            Position = position,
            Incarnation = incarnation,
        };
}
