namespace CausalGateway.Abstractions.Tests.Positions;

public sealed class CausalDependencyTests
{
    private static readonly ServerIncarnation One = new(1);
    private static readonly ServerIncarnation Two = new(2);

    [Fact]
    public void Merge_OneMissing_GivesTheOther()
    {
        var dependency = new CausalDependency(new Number(1), new Number(0), One);
        Assert.Same(dependency, CausalDependency.Merge(dependency, null));
        Assert.Same(dependency, CausalDependency.Merge(null, dependency));
        Assert.Null(CausalDependency.Merge(null, null));
    }

    [Fact]
    public void Merge_Both_MergesPositionsAndFloors()
    {
        var merged = CausalDependency.Merge(
            new CausalDependency(new Number(1), new Number(4)), new CausalDependency(new Number(2), new Number(3)));
        Assert.Equal(new CausalDependency(new Number(2), new Number(4)), merged);
    }

    [Fact]
    public void Merge_OneHasWritten_KeepsItsFloor()
    {
        var written = new CausalDependency(new Number(1), new Number(0));
        var read = new CausalDependency(new Number(2));
        Assert.Equal(new Number(0), CausalDependency.Merge(written, read)!.CommitFloor);
        Assert.Equal(new Number(0), CausalDependency.Merge(read, written)!.CommitFloor);
    }

    [Fact]
    public void Merge_SameWitness_KeepsIt() => Assert.Equal(
        One,
        CausalDependency.Merge(new CausalDependency(new Number(1), null, One), new CausalDependency(new Number(2), null, One))!
            .Witness);

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 0)]
    [InlineData(0, 2)]
    public void Merge_WitnessesDiffer_KeepsNeither(ulong left, ulong right) => Assert.Equal(
        ServerIncarnation.None,
        CausalDependency.Merge(
            new CausalDependency(new Number(1), null, new(left)), new CausalDependency(new Number(2), null, new(right)))!.Witness);

    [Fact]
    public void Merge_EqualPositionsOfDifferentWitnesses_KeepsNeither() => Assert.Equal(
        new CausalDependency(new Number(1)),
        CausalDependency.Merge(
            new CausalDependency(new Number(1), null, One), new CausalDependency(new Number(1), null, Two)));

    [Fact]
    public void None_Any_NamesNoIncarnation()
    {
        Assert.False(ServerIncarnation.None.IsKnown);
        Assert.True(One.IsKnown);
        Assert.Equal("0000000000000001", One.ToString());
    }
}
