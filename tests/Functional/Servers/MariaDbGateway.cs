[assembly: AssemblyFixture(typeof(MariaDbGateway))]

namespace CausalGateway.Functional.Servers;

/// <summary>MariaDB.</summary>
public sealed class MariaDbGateway : SharedGateway
{
    private protected override async Task<ServerSet> StartServersAsync()
    {
        var servers = await MariaDbServerSet.StartAsync();
        await servers.Primary.ExecuteAsync($"create user {Limited}@'127.0.0.1' identified by '{Limited}'");
        // Without any right there, it could not even connect to the database.
        await servers.Primary.ExecuteAsync($"grant execute on {ServerSet.Database}.* to {Limited}@'127.0.0.1'");
        return servers;
    }
}
