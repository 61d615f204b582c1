namespace CausalGateway.Engines.Conformance.Support;

/// <summary>Runs statements as the administrator, one after the other, until disposed.</summary>
internal sealed class BackgroundWriter : IAsyncDisposable
{
    /// <summary>Numbers far from those that tests choose.</summary>
    private const int First = 1_000_000;

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private int _written;

    public BackgroundWriter(ServerUnderTest server, Func<int, string> statement) => _running = RunAsync(server, statement);

    /// <summary>Returns once one more statement has been run.</summary>
    public Task WaitForNextAsync()
    {
        var before = Volatile.Read(ref _written);
        return Wait.UntilAsync(
            "somebody else writes", () => Volatile.Read(ref _written) > before, cancellationToken: TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(ServerUnderTest server, Func<int, string> statement)
    {
        await Task.Yield();
        for (var i = First; !_stop.IsCancellationRequested; i++)
        {
            await server.ExecuteAsync(statement(i));
            Interlocked.Increment(ref _written);
        }
    }
}
