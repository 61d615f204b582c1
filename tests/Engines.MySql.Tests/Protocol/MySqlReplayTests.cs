using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Protocol.Fake;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

public sealed class MySqlReplayTests(MySqlWireFixture fixture) : ReplayTests(fixture.Server)
{
    /// <summary>With the server's key, and then by what the server has cached.</summary>
    private protected override async Task<List<Capture>> RecordLoginsAsync(IServerConnection administrator, string user)
    {
        await administrator.QueryAsync($"create user {user}@'127.0.0.1' identified by 'pässword'");
        var target = Server.As(user, "pässword") with { Database = null, AllowPublicKeyRetrieval = true };
        return
        [
            await Capture.RecordAsync(Conversations.Login, target),
            await Capture.RecordAsync(Conversations.Login, target),
        ];
    }
}
