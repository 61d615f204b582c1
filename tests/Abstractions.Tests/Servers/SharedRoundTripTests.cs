using CausalGateway.LocalCluster;

namespace CausalGateway.Abstractions.Tests.Servers;

public sealed class SharedRoundTripTests
{
    private readonly List<TaskCompletionSource<int>> _started = [];
    private readonly SharedRoundTrip<int> _shared;

    public SharedRoundTripTests() => _shared = new SharedRoundTrip<int>(() =>
    {
        var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_started)
        {
            _started.Add(answer);
        }

        return answer.Task;
    });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_ManyCallersWhileOneRuns_ShareTheNextOne()
    {
        var first = _shared.RunAsync(Token);
        await StartedAsync(1);
        var others = Enumerable.Range(0, 100).Select(_ => _shared.RunAsync(Token)).ToArray();

        _started[0].SetResult(1);
        Assert.Equal(1, await first);
        await StartedAsync(2);
        Assert.All(others, other => Assert.False(other.IsCompleted));

        _started[1].SetResult(2);
        Assert.All(await Task.WhenAll(others), answer => Assert.Equal(2, answer));
        Assert.Equal(2, _started.Count);
    }

    [Fact]
    public async Task RunAsync_CallDuringTheSecondRoundTrip_GetsTheThird()
    {
        var first = _shared.RunAsync(Token);
        await StartedAsync(1);
        var second = _shared.RunAsync(Token);
        _started[0].SetResult(1);
        await StartedAsync(2);

        var third = _shared.RunAsync(Token);
        _started[1].SetResult(2);
        await StartedAsync(3);
        _started[2].SetResult(3);

        var answers = await Task.WhenAll(first, second, third);
        Assert.Equal([1, 2, 3], answers);
    }

    [Fact]
    public async Task RunAsync_AfterAllEnded_StartsAnew()
    {
        for (var i = 1; i <= 3; i++)
        {
            var call = _shared.RunAsync(Token);
            await StartedAsync(i);
            _started[i - 1].SetResult(i);
            Assert.Equal(i, await call);
        }
    }

    [Fact]
    public async Task RunAsync_OneFails_OnlyItsCallersSeeIt()
    {
        var first = _shared.RunAsync(Token);
        await StartedAsync(1);
        var second = _shared.RunAsync(Token);
        _started[0].SetException(new IOException());
        await Assert.ThrowsAsync<IOException>(() => first);
        await StartedAsync(2);
        _started[1].SetResult(2);
        Assert.Equal(2, await second);
    }

    [Fact]
    public async Task RunAsync_CallerGivesUp_TheOthersStillGetTheirAnswer()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var impatient = _shared.RunAsync(cancelled.Token);
        await StartedAsync(1);
        var patient = _shared.RunAsync(Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);

        _started[0].SetResult(1);
        await StartedAsync(2);
        _started[1].SetResult(2);
        Assert.Equal(2, await patient);
    }

    [Fact]
    public async Task RunAsync_ManyThreads_EachAnswerStartedAfterItsCall()
    {
        var clock = 0;
        var shared = new SharedRoundTrip<int>(async () =>
        {
            var started = Interlocked.Increment(ref clock);
            await Task.Yield();
            return started;
        });
        await Parallel.ForAsync(0, 2_000, Token, async (_, token) =>
        {
            var called = Volatile.Read(ref clock);
            Assert.True(await shared.RunAsync(token) > called);
        });
    }

    private Task StartedAsync(int count) => Wait.UntilAsync(
        $"round trip {count} has started",
        () =>
        {
            lock (_started)
            {
                return _started.Count == count;
            }
        },
        cancellationToken: Token);
}
