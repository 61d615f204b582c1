using CausalGateway.Engines.Postgres.Positions;
using FsCheck.Fluent;
using static CausalGateway.Engines.Postgres.Tests.Support.Arbitraries;

namespace CausalGateway.Engines.Postgres.Tests.Positions;

/// <summary>The laws of <see cref="ReplicationPosition"/>, and what PostgreSQL's positions add to them.</summary>
public sealed class PostgresPositionTests
{
    private static readonly PostgresHistory History = new(7, 1);

    [Fact]
    public void Merge_EitherOrder_GivesTheSame() =>
        Prop.ForAll(Position, Position, (a, b) => a.Merge(b).Equals(b.Merge(a))).Holds();

    [Fact]
    public void Merge_AnyGrouping_GivesTheSame() =>
        Prop.ForAll(Position, Position, Position, (a, b, c) => a.Merge(b).Merge(c).Equals(a.Merge(b.Merge(c)))).Holds();

    [Fact]
    public void Merge_WithItself_ChangesNothing() => Prop.ForAll(Position, a => a.Merge(a).Equals(a)).Holds();

    [Fact]
    public void Merge_Any_CoversBoth() =>
        Prop.ForAll(Position, Position, (a, b) => a.Merge(b) is var all && all.Covers(a) && all.Covers(b)).Holds();

    [Fact]
    public void Merge_Any_IsTheLeastThatCoversBoth() => Prop.ForAll(
        Position, Position, Position, (a, b, c) => !(c.Covers(a) && c.Covers(b)) || c.Covers(a.Merge(b))).Holds();

    [Fact]
    public void CompareTo_Swapped_GivesTheMirroredAnswer() =>
        Prop.ForAll(Position, Position, (a, b) => (a.CompareTo(b), b.CompareTo(a)) is
            (PositionOrder.Before, PositionOrder.After)
            or (PositionOrder.After, PositionOrder.Before)
            or (PositionOrder.Equal, PositionOrder.Equal)
            or (PositionOrder.Concurrent, PositionOrder.Concurrent)).Holds();

    [Fact]
    public void CompareTo_Any_AgreesWithCoversAndEquals() => Prop.ForAll(Position, Position, (a, b) =>
    {
        var order = a.CompareTo(b);
        return a.Covers(b) == order is PositionOrder.After or PositionOrder.Equal
            && b.Covers(a) == order is PositionOrder.Before or PositionOrder.Equal
            && a.Equals(b) == (order == PositionOrder.Equal)
            && (!a.Equals(b) || a.GetHashCode() == b.GetHashCode());
    }).Holds();

    [Fact]
    public void Covers_OverThree_IsTransitive() => Prop.ForAll(
        Position, Position, Position, (a, b, c) => !(a.Covers(b) && b.Covers(c)) || a.Covers(c)).Holds();

    [Theory]
    [InlineData(8, 1)] // another system
    [InlineData(7, 2)] // another timeline
    public void CompareTo_AnotherHistory_IsConcurrentWhateverTheNumbers(ulong system, uint timeline)
    {
        var other = new PostgresPosition(new PostgresHistory(system, timeline), 1000, PositionPoint.AnyXid);
        Assert.Equal(PositionOrder.Concurrent, new PostgresPosition(History, 1).CompareTo(other));
    }

    [Theory]
    [InlineData(10, 5, 10, 5, PositionOrder.Equal)]
    [InlineData(10, 5, 11, 5, PositionOrder.Before)]
    [InlineData(10, 5, 10, 4, PositionOrder.After)]
    [InlineData(10, 5, 11, 4, PositionOrder.Concurrent)]
    public void CompareTo_OneHistory_LooksAtLsnAndXid(
        ulong lsn, ulong xid, ulong otherLsn, ulong otherXid, PositionOrder expected) =>
        Assert.Equal(
            expected, new PostgresPosition(History, lsn, xid).CompareTo(new PostgresPosition(History, otherLsn, otherXid)));

    [Fact]
    public void Merge_TwoHistories_KeepsBothAndNoSingleServerCoversIt()
    {
        var next = new PostgresHistory(7, 2);
        var both = new PostgresPosition(next, 2).Merge(new PostgresPosition(History, 1));
        Assert.Equal("0/1@1,0/2@2", both.ToDisplayString());
        Assert.False(new PostgresPosition(next, ulong.MaxValue, PositionPoint.AnyXid).Covers(both));
    }

    [Fact]
    public void CompareTo_AnotherEngine_Throws()
    {
        Assert.Throws<ArgumentException>(() => new PostgresPosition(History, 1).CompareTo(new ForeignPosition()));
        Assert.Throws<ArgumentException>(() => new PostgresPosition(History, 1).Merge(new ForeignPosition()));
        Assert.False(new PostgresPosition(History, 1).Equals(new ForeignPosition()));
    }

    private sealed class ForeignPosition : ReplicationPosition
    {
        public override PositionOrder CompareTo(ReplicationPosition other) => PositionOrder.Equal;

        public override ReplicationPosition Merge(ReplicationPosition other) => this;

        public override string ToDisplayString() => "";

        public override string ToString() => "";

        public override bool Equals(ReplicationPosition? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => 0;
    }
}
