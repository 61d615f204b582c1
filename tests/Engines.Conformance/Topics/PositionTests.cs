using System.Buffers;

namespace CausalGateway.Engines.Conformance.Topics;

/// <summary>Positions as servers report them: their forms, their order, their merge.</summary>
public abstract class PositionTests(EngineUnderTest engine) : Topic(engine)
{
    [Fact]
    public async Task Codec_PositionsOfServers_SurviveBothForms()
    {
        foreach (var position in await CollectAsync())
        {
            Assert.True(Engine.Positions.TryParse(position.ToString(), out var parsed));
            Assert.Equal(position, parsed);
            Assert.Equal(position.GetHashCode(), parsed.GetHashCode());

            var bytes = new ArrayBufferWriter<byte>();
            Engine.Positions.Write(position, bytes);
            Assert.True(Engine.Positions.TryRead(bytes.WrittenSpan, out var read));
            Assert.Equal(position, read);
            Assert.False(Engine.Positions.TryRead(bytes.WrittenSpan[..^1], out _), "Cut short, and read all the same.");
            Assert.False(Engine.Positions.TryRead([.. bytes.WrittenSpan, 0], out _), "A byte too many, and read all the same.");
            Assert.NotEmpty(position.ToDisplayString());
        }
    }

    [Fact]
    public async Task Merge_PositionsOfServers_CoversBothWhateverTheOrder()
    {
        var positions = await CollectAsync();
        foreach (var left in positions)
        {
            foreach (var right in positions)
            {
                var merged = left.Merge(right);
                Assert.True(merged.Covers(left) && merged.Covers(right), $"{merged} does not cover {left} and {right}.");
                Assert.Equal(merged, right.Merge(left));
                Assert.Equal(merged, merged.Merge(left));
                Assert.Equal(left.Covers(right), left.Equals(merged));
                Assert.Equal(Reverse(left.CompareTo(right)), right.CompareTo(left));
            }
        }
    }

    [Fact]
    public async Task Order_LaterStateOfAServer_CoversTheEarlierOne()
    {
        var table = await NewTableAsync();
        await using var primary = Primary.Open();
        var before = (await primary.ProbeAsync(Token)).Reached!;
        var written = (await primary.RunAsync(Write(Sql.Insert(table, 1, "a")))).Position!;
        Assert.False(before.Covers(written));
        var later = await primary.ProbeUntilAsync("the write is counted", status => status.Reached!.Covers(written));
        Assert.True(later.Reached!.Covers(before));
        Assert.Equal(PositionOrder.After, later.Reached.CompareTo(before));
    }

    [Fact]
    public async Task Order_AnotherHistory_IsNotComparable()
    {
        await using var primary = Primary.Open();
        var own = (await primary.ProbeAsync(Token)).Reached!;
        var foreign = Under.MakeForeign(own);
        Assert.Equal(PositionOrder.Concurrent, own.CompareTo(foreign));
        Assert.True(own.Merge(foreign).Covers(foreign));
    }

    /// <summary>Positions of every origin: probes, writes, reads.</summary>
    private async Task<List<ReplicationPosition>> CollectAsync()
    {
        var table = await NewTableAsync();
        List<ReplicationPosition> positions = [];
        await using var primary = Primary.Open();
        for (var i = 0; i < 3; i++)
        {
            var written = await primary.RunAsync(Write(Sql.Insert(table, i, "a")));
            positions.AddRange([written.Position!, written.BeforeCommit!]);
        }

        foreach (var server in Cluster.Servers)
        {
            await using var node = server.Open();
            positions.Add((await node.ProbeAsync(Token)).Reached!);
            positions.Add((await node.RunAsync(Read(Sql.Count(table), demand: PositionDemand.After))).Position!);
        }

        return positions;
    }

    private static PositionOrder Reverse(PositionOrder order) => order switch
    {
        PositionOrder.Before => PositionOrder.After,
        PositionOrder.After => PositionOrder.Before,
        _ => order,
    };
}
