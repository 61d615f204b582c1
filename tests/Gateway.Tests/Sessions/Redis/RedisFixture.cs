using CausalGateway.LocalCluster.Redis;

namespace CausalGateway.Gateway.Tests.Sessions;

/// <summary>One Redis for the tests that leave it alive.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    public RedisServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Server = await RedisServer.StartAsync(new RedisServerOptions(), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
    }
}
