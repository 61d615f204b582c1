[assembly: AssemblyFixture(typeof(PostgresGateway))]

namespace CausalGateway.Functional.Servers;

/// <summary>PostgreSQL. The time zone of its database <see cref="SharedGateway.Strict"/> is that of Paris.</summary>
public sealed class PostgresGateway : SharedGateway
{
    private protected override IReadOnlyDictionary<string, object?> StrictSettings => new Dictionary<string, object?>
    {
        ["Connection"] = $"{Servers.ConnectionOf("app")};Timezone=Europe/Paris",
    };

    private protected override async Task<ServerSet> StartServersAsync()
    {
        var servers = await PostgresServerSet.StartAsync();
        await servers.Primary.ExecuteAsync($"create role {Limited} login");
        return servers;
    }
}
