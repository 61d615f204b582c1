using System.Collections.Immutable;
using CausalGateway.Abstractions;
using CausalGateway.Engines.InMemory.Positions;
using CausalGateway.Engines.InMemory.Servers;

namespace CausalGateway.Engines.InMemory;

/// <summary>
/// A server of a cluster: a log of transactions and the state that it has led to. A replica receives its source's log at once
/// and replays it at once, unless told otherwise. Thread-safe; all servers of a cluster share one lock.
/// </summary>
public sealed class InMemoryServer
{
    private readonly Lock _gate;
    private readonly List<Transaction> _log = [];
    private readonly Queue<Transaction> _received = [];
    private readonly Queue<Transaction> _held = [];
    private readonly List<RunningStatement> _running = [];
    private ImmutableArray<HistoryStep> _history;
    private InMemoryPosition _position = InMemoryPosition.Empty;
    private TaskCompletionSource _advanced = NewSource();
    private TaskCompletionSource _thawed = NewSource();
    private InMemoryServer? _source;
    private ulong _incarnation;
    private TaskCompletionSource? _holds;
    private bool _paused;
    private bool _cut;

    internal InMemoryServer(string name, Lock gate, InMemoryServer? source, int identity)
    {
        Name = name;
        _gate = gate;
        _source = source;
        _incarnation = ((ulong)identity << 32) + 1;
        _history = source?._history ?? [new HistoryStep(name, long.MaxValue)];
        _thawed.SetResult();
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The server that it follows, or null for a primary.</summary>
    public InMemoryServer? Source
    {
        get
        {
            lock (_gate)
            {
                return _source;
            }
        }
    }

    /// <summary>Whether it runs.</summary>
    public bool IsUp { get; private set; } = true;

    /// <summary>
    /// Whether a replica, although it is not paused, replays only when <see cref="ReplayOne"/> tells it to. Default: no.
    /// </summary>
    public bool ReplaysByCommand { get; set; }

    /// <summary>How long a write takes before it is committed, and can still be cancelled. Default: not at all.</summary>
    public TimeSpan CommitTime { get; set; }

    /// <summary>What it has replayed or written.</summary>
    public InMemoryPosition Position
    {
        get
        {
            lock (_gate)
            {
                return _position;
            }
        }
    }

    internal Lock Gate => _gate;

    internal Database Database { get; } = new();

    internal RowLocks Locks { get; } = new();

    internal ServerIncarnation Incarnation => new(_incarnation);

    /// <summary>Called under the lock when the log has grown, or can be received again.</summary>
    internal Action? Advanced { get; set; }

    internal bool IsPrimary => _source is null;

    /// <summary>Completes while it is not frozen.</summary>
    internal Task Thawed
    {
        get
        {
            lock (_gate)
            {
                return _thawed.Task;
            }
        }
    }

    /// <summary>Stops replay; it goes on receiving.</summary>
    public void PauseReplay() => Change(() => _paused = true);

    /// <summary>Lets it replay what it has received, and whatever comes.</summary>
    public void ResumeReplay() => Change(() => _paused = false);

    /// <summary>Replays one transaction although replay is paused; false if it has received none.</summary>
    public bool ReplayOne()
    {
        lock (_gate)
        {
            Receive();
            if (!_received.TryDequeue(out var next))
            {
                return false;
            }

            Append(next);
            return true;
        }
    }

    /// <summary>Cuts it from its source: it receives nothing more.</summary>
    public void CutReplication() => Change(() => _cut = true);

    /// <summary>Lets it receive again.</summary>
    public void HealReplication() => Change(() => _cut = false);

    /// <summary>Makes it take writes, after it has replayed all that it has received.</summary>
    public void Promote()
    {
        lock (_gate)
        {
            while (_received.TryDequeue(out var next))
            {
                Append(next);
            }

            _source = null;
            _paused = false;
            var last = _history[^1];
            _history = [.. _history[..^1], last with { Last = _position[last.Origin] }, new HistoryStep(Name, long.MaxValue)];
        }
    }

    /// <summary>Ends it: every connection breaks. What was committed stays.</summary>
    public void Kill()
    {
        RunningStatement[] broken;
        lock (_gate)
        {
            IsUp = false;
            _thawed.TrySetResult();
            broken = [.. _running];
        }

        foreach (var statement in broken)
        {
            statement.End(EngineErrorKind.ConnectionLost);
        }
    }

    /// <summary>Starts it again, as another incarnation.</summary>
    public void Start() => Change(() =>
    {
        IsUp = true;
        _incarnation++;
    });

    /// <summary>Makes commits wait, unseen and uncounted here, while the replicas get them at once.</summary>
    public void HoldCommits()
    {
        lock (_gate)
        {
            _holds ??= NewSource();
        }
    }

    /// <summary>Shows and acknowledges the commits that wait, and those to come at once.</summary>
    public void ReleaseCommits()
    {
        TaskCompletionSource? released;
        lock (_gate)
        {
            (released, _holds) = (_holds, null);
            while (_held.TryDequeue(out var transaction))
            {
                Show(transaction);
            }
        }

        released?.TrySetResult();
    }

    /// <summary>Makes it answer nothing.</summary>
    public void Freeze()
    {
        lock (_gate)
        {
            _thawed = NewSource();
        }
    }

    /// <summary>Lets it answer again.</summary>
    public void Thaw() => Thawing().TrySetResult();

    /// <summary>How many statements run whose text contains this.</summary>
    public int CountRunning(string marker)
    {
        lock (_gate)
        {
            return _running.Count(statement => statement.Sql.Contains(marker, StringComparison.Ordinal));
        }
    }

    /// <summary>Cancels the statements whose text contains this.</summary>
    public void CancelRunning(string marker)
    {
        RunningStatement[] found;
        lock (_gate)
        {
            found = [.. _running.Where(statement => statement.Sql.Contains(marker, StringComparison.Ordinal))];
        }

        foreach (var statement in found)
        {
            statement.End(EngineErrorKind.Cancelled);
        }
    }

    internal void Enter(RunningStatement statement)
    {
        lock (_gate)
        {
            _running.Add(statement);
        }
    }

    internal void Leave(RunningStatement statement)
    {
        Locks.Release(statement);
        lock (_gate)
        {
            _running.Remove(statement);
        }
    }

    /// <summary>
    /// Commits what a statement did, and gives where the server was before, and what completes when the commit is
    /// acknowledged and shown. The caller holds the lock.
    /// </summary>
    internal (InMemoryPosition Before, Task Acknowledged) Commit(IReadOnlyList<Change> changes)
    {
        var before = _position;
        if (changes.Count == 0)
        {
            return (before, Task.CompletedTask);
        }

        var transaction = new Transaction(Name, _position[Name] + _held.Count + 1, changes);
        _log.Add(transaction);
        if (_holds is not { } released)
        {
            Show(transaction);
            return (before, Task.CompletedTask);
        }

        _held.Enqueue(transaction);
        Advanced?.Invoke();
        return (before, released.Task);
    }

    internal InMemoryNodeStatus Describe()
    {
        lock (_gate)
        {
            Receive();
            return new InMemoryNodeStatus
            {
                Role = IsPrimary ? ServerRole.Primary : ServerRole.Replica,
                Incarnation = Incarnation,
                Reached = _position,
                History = string.Join('>', _history.Select(step => step.Origin)),
                Known = _held.Aggregate(_position, (known, held) => known.With(held.Origin, held.Number)),
                Steps = _history,
                Writable = IsPrimary,
                Link = IsPrimary ? ReplicationLink.None
                    : _cut || !_source!.IsUp ? ReplicationLink.Stopped
                    : _paused ? ReplicationLink.Paused
                    : ReplicationLink.Streaming,
                Version = "in memory",
            };
        }
    }

    /// <summary>Completes when the server moves from where it is.</summary>
    internal Task WhenAdvanced(ReplicationPosition position)
    {
        lock (_gate)
        {
            return _position.Covers(position) ? Task.CompletedTask : _advanced.Task;
        }
    }

    /// <summary>Takes over what its source has, if it can, and replays it, if it may. The caller holds the lock.</summary>
    internal void Receive()
    {
        if (_source is not { IsUp: true } source || !IsUp || _cut)
        {
            return;
        }

        source.Receive();
        _history = source._history;
        for (var i = _log.Count + _received.Count; i < source._log.Count; i++)
        {
            _received.Enqueue(source._log[i]);
        }

        while (!_paused && !ReplaysByCommand && _received.TryDequeue(out var next))
        {
            Append(next);
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TaskCompletionSource Thawing()
    {
        lock (_gate)
        {
            return _thawed;
        }
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            Receive();
            Advanced?.Invoke();
        }
    }

    private void Append(Transaction transaction)
    {
        _log.Add(transaction);
        Show(transaction);
    }

    private void Show(Transaction transaction)
    {
        Database.Apply(transaction);
        _position = _position.With(transaction.Origin, transaction.Number);
        var advanced = _advanced;
        _advanced = NewSource();
        advanced.SetResult();
        Advanced?.Invoke();
    }
}
