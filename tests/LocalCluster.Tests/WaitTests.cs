namespace CausalGateway.LocalCluster.Tests;

public sealed class WaitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Until_NeverTrue_ThrowsNamingWhatDidNotHappen()
    {
        var error = await Assert.ThrowsAsync<TimeoutException>(
            () => Wait.UntilAsync("pg-2 streams", () => false, TimeSpan.FromMilliseconds(50), cancellationToken: Token));
        Assert.Equal("Did not happen within 0.1 s: pg-2 streams.", error.Message);
    }

    [Fact]
    public async Task Until_ProbeHangs_EndsAtTheDeadline() =>
        await Assert.ThrowsAsync<TimeoutException>(() => Wait.UntilAsync(
            "an answer",
            async token =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return true;
            },
            TimeSpan.FromMilliseconds(50),
            cancellationToken: Token));

    [Fact]
    public async Task Until_ServerDoesNotAnswer_KeepsTheReason()
    {
        var reason = new IOException("refused");
        var error = await Assert.ThrowsAsync<TimeoutException>(() => Wait.UntilAsync(
            "an answer", () => throw reason, TimeSpan.FromMilliseconds(50), cancellationToken: Token));
        Assert.Same(reason, error.InnerException);
    }

    [Fact]
    public async Task Until_OtherException_EndsTheWait() =>
        await Assert.ThrowsAsync<FormatException>(
            () => Wait.UntilAsync("an answer", () => throw new FormatException(), cancellationToken: Token));

    [Fact]
    public async Task Until_CallerCancels_IsNotATimeout()
    {
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Wait.UntilAsync("nothing", () => false, cancellationToken: cancelled.Token));
    }
}
