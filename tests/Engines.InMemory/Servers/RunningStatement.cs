using CausalGateway.Abstractions;

namespace CausalGateway.Engines.InMemory.Servers;

/// <summary>A statement under way, and how it is to end before its time.</summary>
internal sealed class RunningStatement(string sql, CancellationToken caller) : IDisposable
{
    private readonly CancellationTokenSource _source = CancellationTokenSource.CreateLinkedTokenSource(caller);

    public string Sql => sql;

    public CancellationToken Token => _source.Token;

    /// <summary>Why it ended early, as far as anybody but the caller ended it.</summary>
    public EngineErrorKind Reason { get; private set; } = EngineErrorKind.Cancelled;

    /// <summary>The row that it waits for.</summary>
    public (string Table, long Key)? WaitsFor { get; set; }

    public void End(EngineErrorKind reason)
    {
        Reason = reason;
        _ = _source.CancelAsync();
    }

    public void Dispose() => _source.Dispose();
}
