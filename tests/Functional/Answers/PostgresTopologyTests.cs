namespace CausalGateway.Functional.Answers;

public sealed class PostgresTopologyTests(PostgresGateway shared) : TopologyTests(shared)
{
    private protected override string Version => "15";

    private protected override string PositionMark => "/";

    private protected override string HistoryMark => "timeline 1";

    private protected override string Warning => "fsync";

    [Fact]
    public async Task Topology_AllUp_AllAreOnOneHistory() =>
        Assert.Single((await Shared.Gateway.TopologyAsync(Token)).Values.Select(server => (string?)server["history"]).Distinct());
}
