using CausalGateway.Abstractions;
using CausalGateway.Gateway.Sessions;

namespace CausalGateway.Gateway.Tests.Sessions;

/// <summary>What <see cref="ISessionStore"/> promises, whatever is behind it.</summary>
public abstract class SessionStoreConformance
{
    private static readonly TimeSpan TimeToLive = TimeSpan.FromHours(1);

    private readonly SessionAddress _address = Make.Address();

    private protected SessionStoreConformance()
    {
    }

    private protected SessionStoreOptions Options { get; } =
        new() { TimeToLive = TimeToLive, CallTimeout = TimeSpan.FromSeconds(10) };

    private protected abstract ISessionStore Store { get; }

    private static CancellationToken Cancelled => new(canceled: true);

    [Fact]
    public async Task Read_NothingRecorded_IsEmpty()
    {
        var record = await ReadAsync(_address);

        Assert.Null(record.Dependency);
        Assert.Empty(record.Merged);
    }

    [Fact]
    public async Task Read_AfterAppend_GivesTheWholeDependency()
    {
        var dependency = new CausalDependency(new IntegerSet(1, 2, 7), new IntegerSet(1), new ServerIncarnation(42));

        await AppendAsync(_address, dependency);

        var record = await ReadAsync(_address);
        Assert.Equal(dependency, record.Dependency);
        Assert.Single(record.Merged);
    }

    [Fact]
    public async Task Read_SeveralEntries_GivesTheirMerge()
    {
        await AppendAsync(_address, new CausalDependency(new IntegerSet(1), new IntegerSet(0), new ServerIncarnation(1)));
        await AppendAsync(_address, new CausalDependency(new IntegerSet(2), null, new ServerIncarnation(2)));

        var record = await ReadAsync(_address);

        Assert.Equal(new CausalDependency(new IntegerSet(1, 2), new IntegerSet(0)), record.Dependency);
        Assert.Equal(2, record.Merged.Distinct().Count());
    }

    [Fact]
    public async Task Append_Subsuming_DeletesExactlyTheGivenEntries()
    {
        await AppendAsync(_address, Make.Dependency(1));
        await AppendAsync(_address, Make.Dependency(2));
        var before = await ReadAsync(_address);
        await AppendAsync(_address, Make.Dependency(3));
        var staying = Assert.Single((await ReadAsync(_address)).Merged.Except(before.Merged));

        await AppendAsync(_address, Make.Dependency(1, 2, 4), before.Merged);

        var after = await ReadAsync(_address);
        Assert.Equal(Make.Dependency(1, 2, 3, 4), after.Dependency);
        Assert.Contains(staying, after.Merged);
        Assert.Equal(2, after.Merged.Count);
        Assert.Empty(after.Merged.Intersect(before.Merged));
    }

    [Fact]
    public async Task Append_SubsumingWhatItDoesNotCover_ReplacesIt()
    {
        await AppendAsync(_address, Make.Dependency(1, 2, 3));
        var lost = await ReadAsync(_address);

        await AppendAsync(_address, Make.Dependency(1), lost.Merged);

        Assert.Equal(Make.Dependency(1), (await ReadAsync(_address)).Dependency);
    }

    [Fact]
    public async Task Append_SubsumingWhatIsGone_Succeeds()
    {
        await AppendAsync(_address, Make.Dependency(1));
        var read = await ReadAsync(_address);
        await AppendAsync(_address, Make.Dependency(1, 2), read.Merged);

        await AppendAsync(_address, Make.Dependency(1, 3), read.Merged);

        Assert.Equal(Make.Dependency(1, 2, 3), (await ReadAsync(_address)).Dependency);
    }

    [Fact]
    public async Task Append_AnotherAppendedSinceTheRead_BothAreKept()
    {
        await AppendAsync(_address, Make.Dependency(1));
        var read = await ReadAsync(_address);

        await AppendAsync(_address, Make.Dependency(2));
        await AppendAsync(_address, Make.Dependency(1, 3), read.Merged);

        Assert.Equal(Make.Dependency(1, 2, 3), (await ReadAsync(_address)).Dependency);
    }

    [Fact]
    public async Task Append_OneWriterAfterTheOther_KeepsOneEntry()
    {
        for (var i = 1; i <= 10; i++)
        {
            await ReadMergeAppendAsync(i);
        }

        var record = await ReadAsync(_address);
        Assert.Equal(Make.Dependency([.. Enumerable.Range(1, 10)]), record.Dependency);
        Assert.Single(record.Merged);
    }

    [Fact]
    public async Task Append_ManyAtOnce_LosesNothing()
    {
        var members = Enumerable.Range(1, 200).ToArray();

        await Task.WhenAll(members.Select(member => Task.Run(() => ReadMergeAppendAsync(member))));

        Assert.Equal(Make.Dependency(members), (await ReadAsync(_address)).Dependency);
    }

    [Fact]
    public async Task Append_SubsumingThousands_LeavesOneEntry()
    {
        // More than a Lua script may unpack.
        await Task.WhenAll(Enumerable.Range(0, 9_000).Select(_ => AppendAsync(_address, Make.Dependency(1))));
        var read = await ReadAsync(_address);

        await AppendAsync(_address, read.Dependency!, read.Merged);

        Assert.Single((await ReadAsync(_address)).Merged);
    }

    [Fact]
    public async Task Read_WithinTheTimeToLive_RenewsIt()
    {
        await AppendAsync(_address, Make.Dependency(1));

        for (var i = 0; i < 3; i++)
        {
            await ElapseAsync(_address, TimeToLive * 0.9);
            Assert.Equal(Make.Dependency(1), (await ReadAsync(_address)).Dependency);
        }
    }

    [Fact]
    public async Task Append_WithinTheTimeToLive_RenewsIt()
    {
        await AppendAsync(_address, Make.Dependency(1));
        await ElapseAsync(_address, TimeToLive * 0.9);

        await AppendAsync(_address, Make.Dependency(2));

        await ElapseAsync(_address, TimeToLive * 0.9);
        Assert.Equal(Make.Dependency(1, 2), (await ReadAsync(_address)).Dependency);
    }

    [Fact]
    public async Task Read_AfterTheTimeToLive_IsEmpty()
    {
        await AppendAsync(_address, Make.Dependency(1));

        await ElapseAsync(_address, TimeToLive * 1.01);

        Assert.Equal(SessionRecord.Empty, await ReadAsync(_address));
    }

    [Fact]
    public async Task Append_AfterTheTimeToLive_StartsAfresh()
    {
        await AppendAsync(_address, Make.Dependency(1));
        await ElapseAsync(_address, TimeToLive * 1.01);

        await AppendAsync(_address, Make.Dependency(2));

        Assert.Equal(Make.Dependency(2), (await ReadAsync(_address)).Dependency);
    }

    [Fact]
    public async Task Read_AnyOtherAddress_SeesNothing()
    {
        await AppendAsync(new SessionAddress("ab", Make.Key("cd"), "ef"), Make.Dependency(1));

        SessionAddress[] others =
        [
            new("ab", Make.Key("cd"), "e"),
            new("ab", Make.Key("c"), "ef"),
            new("a", Make.Key("cd"), "ef"),
            new("abc", Make.Key("d"), "ef"),
            new("ab", Make.Key("cde"), "f"),
            new("AB", Make.Key("cd"), "ef"),
            new("", Make.Key("abcd"), "ef"),
        ];
        foreach (var other in others)
        {
            Assert.Equal(SessionRecord.Empty, await ReadAsync(other));
        }
    }

    [Fact]
    public async Task Read_VeryLongNames_Works()
    {
        var address = new SessionAddress(new string('p', 5_000), Make.Key(new string('s', 128)), new string('\uD800', 5_000));

        await AppendAsync(address, Make.Dependency(1));

        Assert.Equal(Make.Dependency(1), (await ReadAsync(address)).Dependency);
    }

    [Fact]
    public async Task Append_VeryLargePosition_ComesBack()
    {
        var dependency = Make.Dependency([.. Enumerable.Range(0, 50_000).Select(i => 2 * i)]);

        await AppendAsync(_address, dependency);

        Assert.Equal(dependency, (await ReadAsync(_address)).Dependency);
    }

    [Fact]
    public async Task Probe_Usable_Completes() => await Store.ProbeAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task AnyCall_CancelledByTheCaller_IsCancelledAndNoStoreFailure()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Store.ReadAsync(_address, Make.Codec, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Store.AppendAsync(_address, Make.Codec, Make.Dependency(1), [], Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Store.ProbeAsync(Cancelled));

        Assert.Equal(SessionRecord.Empty, await ReadAsync(_address));
    }

    /// <summary>Makes it as if so much time had passed for this record.</summary>
    private protected abstract Task ElapseAsync(SessionAddress address, TimeSpan time);

    private protected async Task<SessionRecord> ReadAsync(SessionAddress address) =>
        await Store.ReadAsync(address, Make.Codec, TestContext.Current.CancellationToken);

    private protected async Task AppendAsync(
        SessionAddress address, CausalDependency dependency, IReadOnlyList<EntryId>? subsumed = null) =>
        await Store.AppendAsync(address, Make.Codec, dependency, subsumed ?? [], TestContext.Current.CancellationToken);

    private async Task ReadMergeAppendAsync(int member)
    {
        var record = await ReadAsync(_address);
        var merged = CausalDependency.Merge(record.Dependency, Make.Dependency(member))!;
        await AppendAsync(_address, merged, record.Merged);
    }
}
