using CausalGateway.Abstractions;
using CausalGateway.Engines.InMemory.Sql;

namespace CausalGateway.Engines.InMemory.Servers;

/// <summary>Which statement holds which row. Who would close a circle of waiting statements fails. Thread-safe.</summary>
internal sealed class RowLocks
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Table, long Key), RunningStatement> _holders = [];
    private TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task TakeAsync(RunningStatement statement, string table, long key)
    {
        while (true)
        {
            Task released;
            lock (_gate)
            {
                if (!_holders.TryGetValue((table, key), out var holder) || holder == statement)
                {
                    _holders[(table, key)] = statement;
                    statement.WaitsFor = null;
                    return;
                }

                for (var next = holder; next?.WaitsFor is { } row; next = _holders.GetValueOrDefault(row))
                {
                    if (_holders.GetValueOrDefault(row) == statement)
                    {
                        throw SqlError.Make("40P01", "Deadlock.", EngineErrorKind.SerializationFailure);
                    }
                }

                statement.WaitsFor = (table, key);
                released = _released.Task;
            }

            await released.WaitAsync(statement.Token);
        }
    }

    public void Release(RunningStatement statement)
    {
        TaskCompletionSource released;
        lock (_gate)
        {
            foreach (var row in _holders.Where(pair => pair.Value == statement).Select(pair => pair.Key).ToArray())
            {
                _holders.Remove(row);
            }

            (released, _released) = (_released, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        released.SetResult();
    }
}
