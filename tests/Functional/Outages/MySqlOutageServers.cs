namespace CausalGateway.Functional.Outages;

public sealed class MySqlOutageServers : MySqlFamilyOutageServers
{
    private protected override async Task<ServerSet> StartSetAsync() => await MySqlServerSet.StartAsync();
}
