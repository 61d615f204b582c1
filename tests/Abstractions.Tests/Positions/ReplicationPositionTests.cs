namespace CausalGateway.Abstractions.Tests.Positions;

public sealed class ReplicationPositionTests
{
    [Theory]
    [InlineData(2, 1, true)]
    [InlineData(1, 1, true)]
    [InlineData(1, 2, false)]
    public void Covers_Any_FollowsTheOrder(int one, int other, bool expected) =>
        Assert.Equal(expected, new Number(one).Covers(new Number(other)));

    [Fact]
    public void Merge_OneMissing_StandsForNothing()
    {
        var position = new Number(1);
        Assert.Same(position, ReplicationPosition.Merge(position, null));
        Assert.Same(position, ReplicationPosition.Merge(null, position));
        Assert.Null(ReplicationPosition.Merge(null, null));
        Assert.Equal(new Number(2), ReplicationPosition.Merge(position, new Number(2)));
    }

    [Fact]
    public void Equals_Object_FollowsTheTypedOne()
    {
        Assert.True(new Number(1).Equals((object)new Number(1)));
        Assert.False(new Number(1).Equals((object)"1"));
        Assert.False(new Number(1).Equals(null));
    }
}
