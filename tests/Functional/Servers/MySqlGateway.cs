[assembly: AssemblyFixture(typeof(MySqlGateway))]

namespace CausalGateway.Functional.Servers;

/// <summary>MySQL.</summary>
public sealed class MySqlGateway : SharedGateway
{
    private protected override async Task<ServerSet> StartServersAsync()
    {
        var servers = await MySqlServerSet.StartAsync();
        await servers.Primary.ExecuteAsync($"create user {Limited}@'127.0.0.1' identified by '{Limited}'");
        // Without any right there, it could not even connect to the database.
        await servers.Primary.ExecuteAsync($"grant execute on {ServerSet.Database}.* to {Limited}@'127.0.0.1'");
        return servers;
    }
}
