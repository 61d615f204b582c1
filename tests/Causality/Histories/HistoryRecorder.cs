using System.Collections.Concurrent;

namespace CausalGateway.Causality.Histories;

/// <summary>Takes down what clients do and see, and what is done to servers, in one order. Thread-safe.</summary>
internal sealed class HistoryRecorder
{
    private readonly ConcurrentDictionary<int, Operation> _operations = [];
    private readonly ConcurrentQueue<FaultEvent> _faults = [];
    private long _moment;
    private int _lastId;

    /// <summary>A number for an operation that is about to be made.</summary>
    public int NextId() => Interlocked.Increment(ref _lastId);

    /// <summary>Takes down an operation that is about to be sent.</summary>
    public Operation Begin(Operation operation) =>
        _operations[operation.Id] = operation with { Started = Interlocked.Increment(ref _moment) };

    /// <summary>Takes down an operation whose answer has arrived, or will not any more.</summary>
    public void End(Operation operation) =>
        _operations[operation.Id] = operation with { Ended = Interlocked.Increment(ref _moment) };

    /// <summary>Takes down what was done to a server.</summary>
    public void Fault(string text) => _faults.Enqueue(new FaultEvent(Interlocked.Increment(ref _moment), text));

    /// <summary>What was taken down.</summary>
    public History ToHistory(int seed, IReadOnlyList<JournalEntry> journal, IReadOnlyDictionary<int, string> servers) => new()
    {
        Seed = seed,
        Operations = [.. _operations.Values.OrderBy(operation => operation.Id)],
        Journal = journal,
        Servers = servers,
        Faults = [.. _faults],
    };
}
