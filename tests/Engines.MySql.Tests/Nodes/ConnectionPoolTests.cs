using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Nodes;

public sealed class ConnectionPoolTests
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);
    private readonly FakeTime _time = new();
    private readonly FakeOpener _opener;

    public ConnectionPoolTests() => _opener = new FakeOpener(_time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rent_IdleOne_CompletesAtOnceWithTheLastReturned()
    {
        await using var pool = Pool(2);
        var (first, second) = (await pool.RentAsync(Token), await pool.RentAsync(Token));
        await first.DisposeAsync();
        await second.DisposeAsync();

        var rented = pool.RentAsync(Token);

        Assert.True(rented.IsCompletedSuccessfully);
        Assert.Same(second, await rented);
        Assert.Equal(2, _opener.Opened.Count);
    }

    [Fact]
    public async Task Rent_AllInUse_ServedInTheOrderOfCalls()
    {
        await using var pool = Pool(1);
        var held = await pool.RentAsync(Token);
        var one = pool.RentAsync(Token).AsTask();
        var two = pool.RentAsync(Token).AsTask();
        Assert.False(one.IsCompleted || two.IsCompleted);

        await held.DisposeAsync();

        Assert.Same(held, await one.WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.False(two.IsCompleted);
        await held.DisposeAsync();
        Assert.Same(held, await two.WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.Single(_opener.Opened);
    }

    [Fact]
    public async Task Rent_NoneBecomesFree_PoolExhaustedAfterTheLimit()
    {
        await using var pool = Pool(1);
        var held = await pool.RentAsync(Token);
        var waiting = pool.RentAsync(Token).AsTask();

        _time.Advance(LongestWait);

        Assert.Equal(EngineErrorKind.PoolExhausted, (await Assert.ThrowsAsync<EngineException>(() => waiting)).Kind);
        // Who gave up is passed over.
        var next = pool.RentAsync(Token).AsTask();
        await held.DisposeAsync();
        Assert.Same(held, await next.WaitAsync(TimeSpan.FromSeconds(30), Token));
    }

    [Fact]
    public async Task Rent_CancelledWhileWaiting_IsPassedOver()
    {
        await using var pool = Pool(1);
        var held = await pool.RentAsync(Token);
        using var cancelled = new CancellationTokenSource();
        var waiting = pool.RentAsync(cancelled.Token).AsTask();

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await held.DisposeAsync();
        Assert.Same(held, await pool.RentAsync(Token));
    }

    [Fact]
    public async Task Return_BrokenOne_ItsPlaceGoesToWhoWaits()
    {
        await using var pool = Pool(1);
        var held = await pool.RentAsync(Token);
        var waiting = pool.RentAsync(Token).AsTask();
        _opener.Opened[0].IsUsable = false;

        await held.DisposeAsync();

        Assert.NotSame(held, await waiting.WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.True(_opener.Opened[0].IsClosed);
        Assert.Equal((2, 1), (_opener.Opened.Count, pool.Open));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Return_LeftSomethingBehind_IsResetBeforeItIsUsedAgain(bool needsReset, bool inTransaction)
    {
        await using var pool = Pool(1);
        var held = await pool.RentAsync(Token);
        held.NeedsReset = needsReset;
        _opener.Opened[0].InTransaction = inTransaction;
        _opener.HoldResets = new TaskCompletionSource();
        await held.DisposeAsync();
        var waiting = pool.RentAsync(Token).AsTask();
        Assert.False(waiting.IsCompleted);

        _opener.HoldResets.SetResult();

        Assert.Same(held, await waiting.WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.Equal(1, _opener.Resets);
        Assert.False(held.NeedsReset);
    }

    [Fact]
    public async Task Return_Spoilt_IsClosed()
    {
        await using var pool = Pool(1);
        var held = await pool.RentAsync(Token);
        held.IsSpoilt = true;
        await held.DisposeAsync();

        Assert.NotSame(held, await pool.RentAsync(Token));
        Assert.True(_opener.Opened[0].IsClosed);
    }

    [Fact]
    public async Task Rent_OfAnotherLifeOfTheServer_IsClosedAndAnotherOpened()
    {
        await using var pool = Pool(2);
        await (await pool.RentAsync(Token)).DisposeAsync();
        _opener.Life = 2;

        var rented = await pool.RentAsync(Token);

        Assert.Equal(2UL, rented.Identity.Incarnation.Value);
        Assert.True(_opener.Opened[0].IsClosed);
        Assert.Equal(1, pool.Open);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rent_IdleForLong_IsAskedFirst(bool dead)
    {
        await using var pool = Pool(1);
        await (await pool.RentAsync(Token)).DisposeAsync();
        _opener.Opened[0].IsDead = dead;
        _time.Advance(TimeSpan.FromSeconds(30));

        await pool.RentAsync(Token);

        Assert.Equal([CommandKind.Ping], _opener.Opened[0].Sent);
        Assert.Equal((dead, dead ? 2 : 1), (_opener.Opened[0].IsClosed, _opener.Opened.Count));
    }

    [Fact]
    public async Task Idle_ForVeryLong_IsClosed()
    {
        await using var pool = Pool(2);
        await (await pool.RentAsync(Token)).DisposeAsync();

        _time.Advance(TimeSpan.FromMinutes(6));

        Assert.True(_opener.Opened[0].IsClosed);
        Assert.Equal(0, pool.Open);
    }

    [Fact]
    public async Task Rent_CannotBeOpened_PlaceIsFreeAgain()
    {
        await using var pool = Pool(1);
        _opener.Failure = new DriverException(DriverFailure.Unreachable, "no");

        var error = await Assert.ThrowsAsync<EngineException>(async () => await pool.RentAsync(Token));

        Assert.Equal((EngineErrorKind.Unreachable, 0), (error.Kind, pool.Open));
        _opener.Failure = null;
        await (await pool.RentAsync(Token)).DisposeAsync();
    }

    [Fact]
    public async Task Dispose_WhileOneIsOut_ItIsClosedWhenItComesBack()
    {
        var pool = Pool(2);
        var (out1, idle) = (await pool.RentAsync(Token), await pool.RentAsync(Token));
        await idle.DisposeAsync();

        await pool.DisposeAsync();
        await out1.DisposeAsync();

        Assert.All(_opener.Opened, connection => Assert.True(connection.IsClosed));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await pool.RentAsync(Token));
    }

    /// <summary>Many callers, few connections: never more than the maximum, and nobody waits for ever.</summary>
    [Fact]
    public async Task Rent_ManyCallers_NeverMoreThanTheMaximum()
    {
        await using var pool = Pool(3);
        var inUse = 0;
        await Parallel.ForAsync(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Token }, async (i, token) =>
        {
            await using var rented = await pool.RentAsync(token);
            Assert.InRange(Interlocked.Increment(ref inUse), 1, 3);
            rented.IsSpoilt = i % 7 == 0;
            rented.NeedsReset = i % 3 == 0;
            await Task.Yield();
            Interlocked.Decrement(ref inUse);
        });

        Assert.InRange(pool.Open, 0, 3);
    }

    private ConnectionPool Pool(int maximum) => new(_opener, maximum, LongestWait, _time);
}
