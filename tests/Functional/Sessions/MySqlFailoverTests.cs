namespace CausalGateway.Functional.Sessions;

public sealed class MySqlFailoverTests : MySqlFamilyFailoverTests
{
    private protected override async Task<ServerSet> StartServersAsync() => await MySqlServerSet.StartAsync();
}
