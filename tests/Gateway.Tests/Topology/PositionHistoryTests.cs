using CausalGateway.Gateway.Tests.Sessions;
using CausalGateway.Gateway.Topology;

namespace CausalGateway.Gateway.Tests.Topology;

public sealed class PositionHistoryTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void StalenessOf_CoversTheNewestSample_IsThatSamplesAge()
    {
        var history = new PositionHistory(_time);
        history.Add(_time.GetTimestamp(), new IntegerSet(1));
        _time.Advance(TimeSpan.FromSeconds(3));
        history.Add(_time.GetTimestamp(), new IntegerSet(1, 2));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromSeconds(1), history.StalenessOf(new IntegerSet(1, 2, 3)));
        Assert.Equal(TimeSpan.FromSeconds(4), history.StalenessOf(new IntegerSet(1)));
    }

    [Fact]
    public void StalenessOf_PrimaryIsFrozen_GrowsAlthoughNothingChanges()
    {
        var history = new PositionHistory(_time);
        history.Add(_time.GetTimestamp(), new IntegerSet(1));
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(TimeSpan.FromMinutes(5), history.StalenessOf(new IntegerSet(1)));
    }

    [Fact]
    public void StalenessOf_OlderThanAllSamples_IsUnknown()
    {
        var history = new PositionHistory(_time);
        for (var i = 2; i < 3000; i++)
        {
            history.Add(_time.GetTimestamp(), new IntegerSet(1, i));
        }

        Assert.Null(history.StalenessOf(new IntegerSet(1, 2)));
        Assert.Null(history.StalenessOf(null));
        Assert.NotNull(history.StalenessOf(new IntegerSet(1, 2999)));
    }
}
