using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Protocol.Fake;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

public sealed class MariaDbReplayTests(MariaDbWireFixture fixture) : ReplayTests(fixture.Server)
{
    private protected override async Task<List<Capture>> RecordLoginsAsync(IServerConnection administrator, string user)
    {
        await administrator.QueryAsync($"create user {user}@'127.0.0.1' identified by 'pässword'");
        return [await Capture.RecordAsync(Conversations.Login, Server.As(user, "pässword") with { Database = null })];
    }
}
