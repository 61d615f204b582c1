using CausalGateway.Causality.Histories;

namespace CausalGateway.Causality.Checking;

/// <summary>Makes histories by hand: operations one after the other unless told otherwise, and the journal that belongs to them.</summary>
internal sealed class HistoryBuilder
{
    private const int PrimaryPort = 1;
    private const int ReplicaPort = 2;

    private readonly List<Operation> _operations = [];
    private readonly List<JournalEntry> _journal = [];
    private readonly Dictionary<int, int> _versions = [];
    private long _moment;

    /// <summary>A write that was committed and acknowledged.</summary>
    public Operation Write(int row, string? session = "s", params Operation[] bookmarks)
    {
        var write = BeginWrite(row, session, bookmarks);
        Commit(write);
        return Acknowledge(write);
    }

    /// <summary>A write that has been sent.</summary>
    public Operation BeginWrite(int row, string? session = "s", params Operation[] bookmarks) =>
        Begin(OperationKind.Write, [row], session, Level.Session, bookmarks);

    /// <summary>Commits a write that has been sent.</summary>
    public void Commit(Operation write)
    {
        var version = _versions[write.Rows[0]] = VersionOf(write.Rows[0]) + 1;
        _journal.Add(new JournalEntry(write.Id, write.Rows[0], version));
    }

    /// <summary>Answers a write with success.</summary>
    public Operation Acknowledge(Operation write)
    {
        var entry = _journal.FindLast(entry => entry.Writer == write.Id);
        return End(write with
        {
            Outcome = OperationOutcome.Succeeded,
            Shown = [new RowState(write.Rows[0], entry.Version, write.Id)],
            ServedBy = new ServedBy("primary", "primary", "write", Level.Session, PrimaryPort, Standby: false),
            Recorded = write.Session is not null,
            GaveBookmark = true,
        });
    }

    /// <summary>Answers a write with an error.</summary>
    public Operation Fail(Operation write, OperationOutcome outcome) =>
        End(write with { Outcome = outcome, Problem = "503 made up", GaveBookmark = outcome == OperationOutcome.Applied });

    /// <summary>A read that shows these versions.</summary>
    public Operation Read((int Row, int Version)[] shown, string? session = "s", string level = Level.Session, params Operation[] bookmarks) =>
        EndRead(BeginRead([.. shown.Select(state => state.Row)], session, level, bookmarks), shown);

    /// <summary>A read that has been sent.</summary>
    public Operation BeginRead(int[] rows, string? session = "s", string level = Level.Session, params Operation[] bookmarks) =>
        Begin(OperationKind.Read, rows, session, level, bookmarks);

    /// <summary>Answers a read.</summary>
    public Operation EndRead(Operation read, params (int Row, int Version)[] shown) => End(read with
    {
        Outcome = OperationOutcome.Succeeded,
        Shown = [.. shown.Select(state => new RowState(state.Row, state.Version, WriterOf(state.Row, state.Version)))],
        ServedBy = new ServedBy("replica", "replica", "caught-up", read.Level, ReplicaPort, Standby: true),
        Recorded = read.Session is not null && read.Bookmarks.Count == 0 && read.Level == Level.Session,
        GaveBookmark = true,
    });

    /// <summary>Changes an operation that has ended.</summary>
    public void Change(Operation operation, Func<Operation, Operation> change)
    {
        var index = _operations.FindIndex(known => known.Id == operation.Id);
        _operations[index] = change(_operations[index]);
    }

    /// <summary>Changes the journal.</summary>
    public void ChangeJournal(Action<List<JournalEntry>> change) => change(_journal);

    /// <summary>The version of a row that was committed last.</summary>
    public int VersionOf(int row) => _versions.GetValueOrDefault(row);

    /// <summary>The history, with operations that have no answer where none was given.</summary>
    public History ToHistory(int seed = 0) => new()
    {
        Seed = seed,
        Operations = [.. _operations],
        Journal = [.. _journal],
        Servers = new Dictionary<int, string> { [PrimaryPort] = "primary", [ReplicaPort] = "replica" },
    };

    private int WriterOf(int row, int version) =>
        _journal.Find(entry => entry.Row == row && entry.Version == version).Writer;

    private Operation Begin(OperationKind kind, int[] rows, string? session, string level, Operation[] bookmarks)
    {
        var operation = new Operation
        {
            Id = _operations.Count + 1,
            Client = 0,
            Kind = kind,
            Rows = rows,
            Session = session,
            Bookmarks = [.. bookmarks.Select(bookmark => bookmark.Id)],
            Level = level,
            Started = ++_moment,
        };
        _operations.Add(operation);
        return operation;
    }

    private Operation End(Operation operation) => _operations[operation.Id - 1] = operation with { Ended = ++_moment };
}
