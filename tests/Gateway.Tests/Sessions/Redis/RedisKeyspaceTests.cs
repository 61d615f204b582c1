using System.Text.RegularExpressions;
using CausalGateway.Gateway.Sessions;

namespace CausalGateway.Gateway.Tests.Sessions;

public sealed class RedisKeyspaceTests
{
    [Fact]
    public void RecordKey_AnyAddress_HasTheDocumentedShape()
    {
        var key = new RedisKeyspace(64).RecordKey(new SessionAddress("web", Make.Key("s_1"), "orders-pg"));

        Assert.Matches(new Regex(@"^cg:\{b([0-9]|[1-5][0-9]|6[0-3])\.64\}:s:[A-Za-z0-9_-]{43}$"), key);
    }

    [Fact]
    public void RecordKey_FixedAddress_NeverChanges()
    {
        // A change here loses every session at an upgrade.
        var key = new RedisKeyspace(64).RecordKey(new SessionAddress("web", Make.Key("s_1"), "orders-pg"));

        Assert.Equal("cg:{b58.64}:s:J4p1x4-hNS3vRa3WLjscaI6MyN5truWFCW-PdwdYATI", key);
    }

    [Fact]
    public void RecordKey_ClustersOfOneSession_ShareTheSlot()
    {
        var keyspace = new RedisKeyspace(16384);

        var one = keyspace.RecordKey(new SessionAddress("web", Make.Key("s_1"), "orders-pg"));
        var other = keyspace.RecordKey(new SessionAddress("web", Make.Key("s_1"), "catalog-my"));

        Assert.NotEqual(one, other);
        Assert.Equal(one[..one.IndexOf('}', StringComparison.Ordinal)], other[..other.IndexOf('}', StringComparison.Ordinal)]);
    }

    [Fact]
    public void RecordKey_ManySessions_SpreadOverAllBuckets()
    {
        var keyspace = new RedisKeyspace(64);

        var sizes = Enumerable.Range(0, 6_400)
            .Select(i => keyspace.RecordKey(new SessionAddress("web", Make.Key($"user-{i}"), "orders-pg")))
            .CountBy(key => key[..key.IndexOf('}', StringComparison.Ordinal)])
            .ToDictionary();

        Assert.Equal(64, sizes.Count);
        Assert.All(sizes.Values, size => Assert.InRange(size, 50, 150));
    }
}
