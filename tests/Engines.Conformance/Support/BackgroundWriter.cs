namespace CausalGateway.Engines.Conformance.Support;

/// <summary>Runs statements as the administrator, one after the other, until disposed.</summary>
internal sealed class BackgroundWriter : IAsyncDisposable
{
    /// <summary>Numbers far from those that tests choose.</summary>
    private const int First = 1_000_000;

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public BackgroundWriter(ServerUnderTest server, Func<int, string> statement) => _running = RunAsync(server, statement);

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
        }
    }
}
