namespace CausalGateway.Functional.Outages;

public sealed class MariaDbOutageServers : MySqlFamilyOutageServers
{
    private protected override async Task<ServerSet> StartSetAsync() => await MariaDbServerSet.StartAsync();
}
