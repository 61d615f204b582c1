namespace CausalGateway.Functional.Sessions;

public sealed class MariaDbFailoverTests : MySqlFamilyFailoverTests
{
    private protected override async Task<ServerSet> StartServersAsync() => await MariaDbServerSet.StartAsync();
}
