using CausalGateway.Gateway.Routing;
using CausalGateway.Gateway.Tests.Fakes;
using CausalGateway.Gateway.Topology;

namespace CausalGateway.Gateway.Tests.Routing;

public sealed class LeastOutstandingTests
{
    private const int Picks = 6000;

    [Fact]
    public void Pick_AllIdle_SpreadsEvenly()
    {
        Server[] servers = [New("a"), New("b"), New("c")];

        var counts = Count(servers);

        Assert.All(counts.Values, count => Assert.InRange(count, Picks / 3 * 0.85, Picks / 3 * 1.15));
    }

    [Fact]
    public void Pick_OneIsBusy_GetsNothingWhileAnotherIsIdle()
    {
        Server[] servers = [New("busy"), New("idle")];
        servers[0].Begin();

        Assert.Equal(Picks, Count(servers)["idle"]);
    }

    [Fact]
    public void Pick_WorkStaysUnderWay_FollowsTheWeights()
    {
        Server[] servers = [New("light", 1), New("heavy", 3)];

        for (var i = 0; i < 400; i++)
        {
            LeastOutstanding.Pick(servers).Begin();
        }

        Assert.InRange(servers[1].InFlight, 295, 305);
    }

    private static Server New(string name, double weight = 1) => new(name, weight, new ScriptedNode(name));

    private static Dictionary<string, int> Count(Server[] servers)
    {
        var counts = servers.ToDictionary(server => server.Name, _ => 0);
        for (var i = 0; i < Picks; i++)
        {
            counts[LeastOutstanding.Pick(servers).Name]++;
        }

        return counts;
    }
}
