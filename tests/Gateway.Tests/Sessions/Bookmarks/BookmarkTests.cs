using CausalGateway.Abstractions;
using CausalGateway.Gateway.Sessions;

namespace CausalGateway.Gateway.Tests.Sessions;

public sealed class BookmarkTests
{
    [Fact]
    public void TryRead_ClusterThatIsNotMentioned_IsNullAndNoFailure()
    {
        var bookmark = Bookmark.Empty.With("orders", Make.Codec, Make.Dependency(1));

        Assert.True(bookmark.TryRead("Orders", Make.Codec, out var dependency));
        Assert.Null(dependency);
    }

    [Fact]
    public void TryRead_SeveralClusters_GivesEachItsOwn()
    {
        var bookmark = Bookmark.Empty
            .With("orders", Make.Codec, Make.Dependency(1))
            .With("catalog", Make.Codec, Make.Dependency(2));

        Assert.Equal(Make.Dependency(1), Read(bookmark, "orders"));
        Assert.Equal(Make.Dependency(2), Read(bookmark, "catalog"));
    }

    [Fact]
    public void TryRead_OtherEnginesPosition_IsAFailureAndNotNothing()
    {
        var bookmark = Bookmark.Empty.With("orders", Make.Codec, Make.Dependency(1));

        Assert.False(bookmark.TryRead("orders", new NoPositionCodec(), out var dependency));
        Assert.Null(dependency);
    }

    [Fact]
    public void With_MentionedCluster_ReplacesItAndLeavesTheOriginalAlone()
    {
        var original = Bookmark.Empty.With("orders", Make.Codec, Make.Dependency(1, 2));

        var changed = original.With("orders", Make.Codec, Make.Dependency(1));

        Assert.Equal(Make.Dependency(1), Read(changed, "orders"));
        Assert.Equal(Make.Dependency(1, 2), Read(original, "orders"));
    }

    [Fact]
    public void Merge_OneClusterTwice_IsReadAsTheMerge()
    {
        var left = Bookmark.Empty.With("orders", Make.Codec, new CausalDependency(new IntegerSet(1), new IntegerSet(0)));
        var right = Bookmark.Empty.With("orders", Make.Codec, new CausalDependency(new IntegerSet(2), null, new ServerIncarnation(3)));

        var merged = left.Merge(right);

        Assert.Equal(new CausalDependency(new IntegerSet(1, 2), new IntegerSet(0)), Read(merged, "orders"));
        Assert.Equal(1, merged.With("orders", Make.Codec, Make.Dependency(1, 2)).Positions.Length);
    }

    [Fact]
    public void Merge_SameAgain_AddsNothing()
    {
        var one = Bookmark.Empty.With("orders", Make.Codec, Make.Dependency(1));
        var same = Bookmark.Empty.With("orders", Make.Codec, Make.Dependency(1));

        Assert.Equal(1, one.Merge(same).Positions.Length);
        Assert.Same(one, one.Merge(Bookmark.Empty));
        Assert.Same(one, Bookmark.Empty.Merge(one));
    }

    [Fact]
    public void Merge_OppositeOrder_DependsOnTheSame()
    {
        var left = Bookmark.Empty.With("orders", Make.Codec, Make.Dependency(1)).With("catalog", Make.Codec, Make.Dependency(5));
        var right = Bookmark.Empty.With("orders", Make.Codec, Make.Dependency(2)).With("billing", Make.Codec, Make.Dependency(6));

        foreach (var cluster in (string[])["orders", "catalog", "billing"])
        {
            Assert.Equal(Read(left.Merge(right), cluster), Read(right.Merge(left), cluster));
        }
    }

    private static CausalDependency? Read(Bookmark bookmark, string cluster)
    {
        Assert.True(bookmark.TryRead(cluster, Make.Codec, out var dependency));
        return dependency;
    }
}
