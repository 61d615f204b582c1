namespace CausalGateway.Abstractions.Tests.Statements;

public sealed class EngineExceptionTests
{
    private static readonly EngineException Error = new(EngineErrorKind.ConstraintViolation, "taken", new IOException())
    {
        SqlState = "23505",
        ErrorNumber = 1062,
        Hint = "choose another",
        StatementPosition = 7,
        Constraint = "items_pkey",
        Incarnation = new ServerIncarnation(1),
    };

    [Fact]
    public void WithOutcome_Another_KeepsEverythingElse()
    {
        var unknown = Error.WithOutcome(StatementOutcome.Unknown);
        Assert.Equal(StatementOutcome.Unknown, unknown.Outcome);
        Assert.Equivalent(Error, unknown.WithOutcome(StatementOutcome.NotApplied));
    }

    [Fact]
    public void WithOutcome_TheSame_IsTheSame() => Assert.Same(Error, Error.WithOutcome(StatementOutcome.NotApplied));

    [Fact]
    public void WithPosition_Any_KeepsTheOutcome()
    {
        var placed = Error.WithOutcome(StatementOutcome.Applied).WithPosition(null, new ServerIncarnation(2));
        Assert.Equal((StatementOutcome.Applied, 2UL), (placed.Outcome, placed.Incarnation.Value));
        Assert.Equal("23505", placed.SqlState);
    }
}
