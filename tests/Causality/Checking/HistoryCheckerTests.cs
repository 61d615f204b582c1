using CausalGateway.Causality.Histories;

namespace CausalGateway.Causality.Checking;

/// <summary>The checker finds what is wrong in histories made by hand, and nothing in those where nothing is.</summary>
public sealed class HistoryCheckerTests
{
    private const int Row = 1;
    private const int Other = 2;

    private readonly HistoryBuilder _history = new();

    [Fact]
    public void Check_ReadsOfEverySort_FindsNothing()
    {
        var first = _history.Write(Row);
        _history.Read([(Row, 1), (Other, 0)]);
        _history.Read([(Row, 0)], session: "another");
        _history.Read([(Row, 1)], session: null, bookmarks: first);
        _history.Write(Other, session: "another");
        _history.Read([(Row, 1), (Other, 1)]);
        _history.Read([(Row, 1), (Other, 1)], session: null, level: Level.Strong);
        _history.Read([(Row, 0)], level: Level.Eventual);
        RequireNothing();
    }

    [Fact]
    public void Check_OwnWriteMissing_IsStale()
    {
        _history.Write(Row);
        _history.Read([(Row, 0)]);
        Require(ViolationKind.StaleRead);
    }

    [Fact]
    public void Check_OwnWriteMissingUnderBookmark_IsStale()
    {
        var write = _history.Write(Row, session: null);
        var passedOn = _history.Read([(Row, 1)], session: null, bookmarks: write);
        _history.Read([(Row, 0)], session: null, bookmarks: passedOn);
        Require(ViolationKind.StaleRead);
    }

    [Fact]
    public void Check_WriteThatBookmarkStandsForMissing_IsStale()
    {
        var write = _history.Write(Row, session: null);
        _history.Read([(Row, 0)], session: "another", bookmarks: write);
        Require(ViolationKind.StaleRead);
    }

    [Fact]
    public void Check_OneOfSeveralBookmarksNotCovered_IsStale()
    {
        var one = _history.Write(Row, session: null);
        var two = _history.Write(Other, session: null);
        _history.Read([(Row, 1), (Other, 0)], session: null, level: Level.Session, one, two);
        Require(ViolationKind.StaleRead);
    }

    [Fact]
    public void Check_OlderThanAnEarlierRead_GoesBackwards()
    {
        _history.Write(Row, session: "another");
        _history.Read([(Row, 1)]);
        _history.Read([(Row, 0)]);
        Require(ViolationKind.BackwardsRead);
    }

    [Fact]
    public void Check_ReadsAtTheSameTime_OweEachOtherNothing()
    {
        _history.Write(Row, session: "another");
        var early = _history.BeginRead([Row]);
        _history.Read([(Row, 1)]);
        _history.EndRead(early, (Row, 0));
        RequireNothing();
    }

    [Fact]
    public void Check_ReadUnderSessionWithBookmark_IsRememberedByItsBookmarkOnly()
    {
        _history.Write(Row, session: "another");
        var nothing = _history.Read([(Row, 0)], session: null);
        var read = _history.Read([(Row, 1)], bookmarks: nothing);
        _history.Read([(Row, 0)]);
        RequireNothing();
        _history.Read([(Row, 0)], bookmarks: read);
        Require(ViolationKind.BackwardsRead);
    }

    [Fact]
    public void Check_EffectShownWithoutItsCause_BreaksCausality()
    {
        // One reads what another wrote and writes on; whoever sees the second write must see the first.
        _history.Write(Row, session: "one");
        _history.Read([(Row, 1)], session: "two");
        _history.Write(Other, session: "two");
        _history.Read([(Other, 1)], session: "three");
        _history.Read([(Row, 0)], session: "three");
        Require(ViolationKind.BrokenCausality);
    }

    [Fact]
    public void Check_EffectShownBesideAnOlderCause_BreaksCausality()
    {
        _history.Write(Row, session: "one");
        _history.Write(Other, session: "one");
        _history.Read([(Row, 0), (Other, 1)], session: "three");
        Require(ViolationKind.BrokenCausality);
    }

    [Fact]
    public void Check_CauseOfAnEarlierVersionMissing_BreaksCausality()
    {
        _history.Write(Row, session: "one");
        _history.Write(Other, session: "one");
        _history.Write(Other, session: "knows-nothing");
        _history.Read([(Other, 2)], session: "three");
        _history.Read([(Row, 0)], session: "three");
        Require(ViolationKind.BrokenCausality);
    }

    [Fact]
    public void Check_StrongReadMissesWhatWasAcknowledged_IsNotStrong()
    {
        _history.Write(Row, session: "another");
        _history.Read([(Row, 0)], level: Level.Strong);
        Require(ViolationKind.NotStrong);
    }

    [Fact]
    public void Check_StrongReadMissesWhatWasAcknowledgedLater_FindsNothing()
    {
        var read = _history.BeginRead([Row], level: Level.Strong);
        _history.Write(Row, session: "another");
        _history.EndRead(read, (Row, 0));
        RequireNothing();
    }

    [Fact]
    public void Check_EventualRead_IsJudgedOnlyWhenToldTo()
    {
        _history.Write(Row);
        _history.Read([(Row, 0)], level: Level.Eventual);
        RequireNothing();
        Assert.Equal(ViolationKind.StaleRead, Assert.Single(HistoryChecker.Check(_history.ToHistory(), Level.Session)).Kind);
    }

    [Fact]
    public void Check_WriteWithoutAnswer_NeedNotBeSeenUntilItWas()
    {
        var lost = _history.BeginWrite(Row);
        _history.Commit(lost);
        _history.Fail(lost, OperationOutcome.Unknown);
        _history.Read([(Row, 0)]);
        _history.Read([(Row, 1)]);
        RequireNothing();
        _history.Read([(Row, 0)]);
        Require(ViolationKind.BackwardsRead);
    }

    [Fact]
    public void Check_WriteToldAppliedByItsError_IsSeenUnderItsBookmark()
    {
        var write = _history.BeginWrite(Row);
        _history.Commit(write);
        write = _history.Fail(write, OperationOutcome.Applied);
        _history.Read([(Row, 0)], session: null, bookmarks: write);
        Require(ViolationKind.StaleRead);
    }

    [Fact]
    public void Check_AcknowledgedWriteNotInJournal_IsLost()
    {
        _history.Write(Row);
        _history.ChangeJournal(journal => journal.Clear());
        Assert.Contains(HistoryChecker.Check(_history.ToHistory()), violation => violation.Kind == ViolationKind.LostWrite);
    }

    [Fact]
    public void Check_WriteTwiceInJournal_IsRepeated()
    {
        var write = _history.Write(Row);
        _history.Commit(write);
        Require(ViolationKind.RepeatedWrite);
    }

    [Fact]
    public void Check_WriteToldNotApplied_IsDenied()
    {
        var write = _history.BeginWrite(Row);
        _history.Commit(write);
        _history.Fail(write, OperationOutcome.NotApplied);
        Require(ViolationKind.DeniedWrite);
    }

    [Fact]
    public void Check_WriteOnTopOfAnOlderState_IsInThePast()
    {
        // The journal has been cut back: the server that took the second write had not got the first.
        _history.Write(Row);
        _history.ChangeJournal(journal => journal.Clear());
        var second = _history.BeginWrite(Row);
        _history.ChangeJournal(journal => journal.AddRange([new JournalEntry(1, Row, 2), new JournalEntry(second.Id, Row, 1)]));
        _history.Acknowledge(second);
        Assert.Contains(HistoryChecker.Check(_history.ToHistory()), violation => violation.Kind == ViolationKind.WriteInThePast);
    }

    [Fact]
    public void Check_VersionThatNobodyCommitted_IsImpossible()
    {
        _history.Read([(Row, 7)]);
        Require(ViolationKind.ImpossibleValue);
    }

    [Fact]
    public void Check_VersionOfAnotherWriter_IsImpossible()
    {
        _history.Write(Row);
        var read = _history.Read([(Row, 1)]);
        _history.Change(read, operation => operation with { Shown = [new RowState(Row, 1, 99)] });
        Require(ViolationKind.ImpossibleValue);
    }

    [Fact]
    public void Check_RowMissing_IsImpossible()
    {
        var read = _history.Read([(Row, 0), (Other, 0)]);
        _history.Change(read, operation => operation with { Shown = [new RowState(Row, 0, 0)] });
        Require(ViolationKind.ImpossibleValue);
    }

    [Theory]
    [InlineData("primary", "replica", Level.Session)]
    [InlineData("replica", "primary", Level.Session)]
    [InlineData("replica", "replica", Level.Eventual)]
    [InlineData("nobody", "replica", Level.Session)]
    public void Check_ReceiptOfAnotherServerRoleOrLevel_IsFalse(string server, string role, string level)
    {
        var read = _history.Read([(Row, 0)]);
        _history.Change(read, operation => operation with
        {
            ServedBy = operation.ServedBy! with { Server = server, Role = role, Level = level },
        });
        Require(ViolationKind.FalseReceipt);
    }

    [Fact]
    public void Check_WriteServedInRecovery_IsFalse()
    {
        var write = _history.Write(Row);
        _history.Change(write, operation => operation with { ServedBy = operation.ServedBy! with { Standby = true } });
        Require(ViolationKind.FalseReceipt);
    }

    [Fact]
    public void Check_AnswerUnderSessionNotRecorded_IsFound()
    {
        var read = _history.Read([(Row, 0)]);
        _history.Change(read, operation => operation with { Recorded = false });
        Require(ViolationKind.NotRecorded);
    }

    [Fact]
    public void Check_FailedRead_IsNotJudged()
    {
        _history.Write(Row);
        var read = _history.BeginRead([Row]);
        _history.Fail(read, OperationOutcome.NotApplied);
        RequireNothing();
    }

    private void RequireNothing() => Assert.Empty(HistoryChecker.Check(_history.ToHistory()));

    private void Require(ViolationKind kind) =>
        Assert.Equal([kind], HistoryChecker.Check(_history.ToHistory()).Select(violation => violation.Kind));
}
