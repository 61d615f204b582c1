using CausalGateway.Causality.Histories;

namespace CausalGateway.Causality.Checking;

/// <summary>
/// Judges a history by what clients sent and were shown, and by the primary's journal. It knows nothing of positions, bookmarks'
/// contents or the gateway's reasons.
/// </summary>
/// <remarks>
/// Every row counts its writes, so that its versions are the order in which they were committed, and every version names its
/// writer. What a session or bookmark knows is then one number a row, and a read is judged by what its context knew when it was
/// sent: requests under way at the same time owe each other nothing. A request that failed is not judged.
/// </remarks>
internal sealed class HistoryChecker
{
    private readonly History _history;
    private readonly string? _judgeAs;
    private readonly CommittedWrites _committed;
    private readonly Dictionary<int, Operation> _byId;
    private readonly Dictionary<string, Knowledge> _sessions = [];
    private readonly Dictionary<int, Knowledge> _bookmarks = [];
    private readonly Dictionary<int, Knowledge> _atStart = [];
    private readonly List<Violation> _violations = [];
    private Knowledge _acknowledged = Knowledge.Nothing;

    private HistoryChecker(History history, string? judgeAs)
    {
        _history = history;
        _judgeAs = judgeAs;
        _committed = new CommittedWrites(history.Journal);
        _byId = history.Operations.ToDictionary(operation => operation.Id);
    }

    /// <summary>Finds every broken promise.</summary>
    /// <param name="history">The history.</param>
    /// <param name="judgeAs">
    /// The level whose promises reads are held to, whichever they asked for. Default: the one that each asked for.
    /// </param>
    public static IReadOnlyList<Violation> Check(History history, string? judgeAs = null) =>
        new HistoryChecker(history, judgeAs).Run();

    private List<Violation> Run()
    {
        var events = _history.Operations
            .Select(operation => (Moment: operation.Started, Operation: operation, Begins: true))
            .Concat(_history.Operations.Where(operation => operation.Ended != long.MaxValue)
                .Select(operation => (Moment: operation.Ended, Operation: operation, Begins: false)))
            .OrderBy(@event => @event.Moment);
        foreach (var (_, operation, begins) in events)
        {
            if (begins)
            {
                _atStart[operation.Id] = KnownAtStart(operation);
            }
            else if (operation.Kind == OperationKind.Read)
            {
                EndRead(operation);
            }
            else
            {
                EndWrite(operation);
            }
        }

        foreach (var write in _history.Operations.Where(operation => operation.Kind == OperationKind.Write))
        {
            CheckJournal(write);
        }

        return _violations;
    }

    private string LevelOf(Operation operation) => _judgeAs ?? operation.Level;

    private Knowledge KnownAtStart(Operation operation)
    {
        var known = Knowledge.Nothing;
        var level = operation.Kind == OperationKind.Write ? Level.Session : LevelOf(operation);
        foreach (var bookmark in operation.Bookmarks)
        {
            known = known.Merge(_bookmarks[bookmark]);
        }

        // The session's record is asked for at level 'session' alone. A read at level 'strong' sees what was acknowledged to
        // anyone before it began.
        return level switch
        {
            Level.Strong => known.Merge(_acknowledged.As(BoundKind.Acknowledged, 0)),
            Level.Session when operation.Session is { } key => known.Merge(_sessions.GetValueOrDefault(key, Knowledge.Nothing)),
            _ => known,
        };
    }

    private void EndRead(Operation read)
    {
        if (!read.Succeeded)
        {
            return;
        }

        CheckReceipt(read);
        CheckRows(read);
        var causes = read.Shown.Aggregate(Knowledge.Nothing, (all, state) => all.Merge(CausesOf(state)));
        var known = _atStart[read.Id];
        var promises = LevelOf(read) != Level.Eventual;
        foreach (var state in read.Shown)
        {
            var bound = promises ? known[state.Row] : default;
            CheckAgainst(bound, read, state);
            if (causes[state.Row] is var cause && cause.Version > state.Version && bound.Version <= state.Version)
            {
                Add(
                    ViolationKind.BrokenCausality, read, cause.Operation,
                    $"row {state.Row} was shown at version {state.Version} beside what was written by one who knew {cause.Version}");
            }
        }

        if (!promises)
        {
            // Its bookmark is the one that it carried.
            Remember(read, known, mustRecord: false);
            return;
        }

        var after = known.Merge(causes);
        foreach (var state in read.Shown)
        {
            after = after.With(state.Row, new Bound(state.Version, BoundKind.EarlierRead, read.Id));
        }

        // With a bookmark the read's position travels in the bookmark that is given back; else it is recorded.
        var mustRecord = read.Session is not null && read.Bookmarks.Count == 0 && LevelOf(read) == Level.Session;
        Remember(read, after, mustRecord);
    }

    private void EndWrite(Operation write)
    {
        var written = _committed.By(write.Id);
        if (written.Count == 0 || write.Outcome is not (OperationOutcome.Succeeded or OperationOutcome.Applied))
        {
            return;
        }

        var known = _atStart[write.Id];
        var version = written[0].Version;
        var row = written[0].Row;
        var after = known.Merge(CausesOf(new RowState(row, version, write.Id)))
            .With(row, new Bound(version, BoundKind.OwnWrite, write.Id));
        if (write.Outcome == OperationOutcome.Applied)
        {
            Remember(write, after, mustRecord: false);
            return;
        }

        CheckReceipt(write);
        CheckRows(write);
        foreach (var state in write.Shown)
        {
            if (known[state.Row] is var bound && state.Version <= bound.Version)
            {
                Add(
                    ViolationKind.WriteInThePast, write, bound.Operation,
                    $"version {state.Version} of row {state.Row} was written by one who knew {bound.Version}");
            }
        }

        _acknowledged = _acknowledged.Merge(after);
        Remember(write, after, mustRecord: write.Session is not null);
    }

    private void Remember(Operation operation, Knowledge after, bool mustRecord)
    {
        if (operation.GaveBookmark)
        {
            _bookmarks[operation.Id] = after;
        }

        if (mustRecord && _judgeAs is null && !operation.Recorded)
        {
            Add(ViolationKind.NotRecorded, operation, null, "the answer was not recorded under the session");
        }

        if (operation.Session is { } key && (operation.Recorded || mustRecord))
        {
            _sessions[key] = _sessions.GetValueOrDefault(key, Knowledge.Nothing).Merge(after);
        }
    }

    private void CheckAgainst(Bound bound, Operation read, RowState state)
    {
        if (state.Version >= bound.Version)
        {
            return;
        }

        var (kind, why) = bound.Kind switch
        {
            BoundKind.OwnWrite => (ViolationKind.StaleRead, "had been written and acknowledged"),
            BoundKind.EarlierRead => (ViolationKind.BackwardsRead, "had been shown"),
            BoundKind.Acknowledged => (ViolationKind.NotStrong, "had been acknowledged to somebody"),
            _ => (ViolationKind.BrokenCausality, "was the cause of something that had been shown"),
        };
        Add(kind, read, bound.Operation, $"row {state.Row} was shown at version {state.Version} after {bound.Version} {why}");
    }

    private void CheckReceipt(Operation operation)
    {
        var served = operation.ServedBy!;
        // Where a write returns no rows, the journal says who ran it.
        var told = served.Port is not null || operation.Kind == OperationKind.Read;
        if ((told && _history.Servers.GetValueOrDefault(served.Port ?? 0) != served.Server)
            || served.Role != (served.Standby ? "replica" : "primary")
            || served.Level != operation.Level)
        {
            Add(
                ViolationKind.FalseReceipt, operation, null,
                $"{_history.Servers.GetValueOrDefault(served.Port ?? 0, "nobody known")} at port {served.Port} answered"
                + $"{(served.Standby ? " as a standby" : "")}, at level {operation.Level}; the receipt says {served}");
        }
    }

    private void CheckRows(Operation operation)
    {
        if (!operation.Shown.Select(state => state.Row).Order().SequenceEqual(operation.Rows.Order()))
        {
            Add(ViolationKind.ImpossibleValue, operation, null, $"not the rows that were asked for: {string.Join(',', operation.Rows)}");
        }

        foreach (var state in operation.Shown.Where(state => !_committed.Contains(state)))
        {
            Add(ViolationKind.ImpossibleValue, operation, null, $"{state} was never committed");
        }
    }

    private void CheckJournal(Operation write)
    {
        var written = _committed.By(write.Id).Count;
        if (written > 1)
        {
            Add(ViolationKind.RepeatedWrite, write, null, $"committed {written} times");
        }
        else if (written == 1 && write.Outcome == OperationOutcome.NotApplied)
        {
            Add(ViolationKind.DeniedWrite, write, null, "committed, although the answer said that nothing had been changed");
        }
        else if (written == 0 && write.Outcome is OperationOutcome.Succeeded or OperationOutcome.Applied)
        {
            Add(ViolationKind.LostWrite, write, null, "acknowledged, but not in the primary's journal");
        }
    }

    private Knowledge CausesOf(RowState state) => _committed.CausesOf(
        state.Row, state.Version, writer => _atStart.GetValueOrDefault(writer, Knowledge.Nothing));

    private void Add(ViolationKind kind, Operation operation, int? evidence, string text) =>
        _violations.Add(new Violation(kind, operation, evidence is { } id ? _byId.GetValueOrDefault(id) : null, text));
}
