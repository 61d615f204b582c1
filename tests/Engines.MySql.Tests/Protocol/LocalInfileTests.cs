using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Protocol.Fake;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>Servers that ask for the client's files.</summary>
[Collection(nameof(Alone))]
public sealed class LocalInfileTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Query_AnsweredByARequestForAFile_SendsNothingOfIt()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "what nobody may read", Token);
        var received = new TaskCompletionSource<byte[]>();
        await using var server = FakeServer.StartBehindLogin(async session =>
        {
            await session.ReadCommandAsync();
            session.Peer.Received.Clear();
            await session.WriteAsync(Packets.LocalInfile(file));
            await session.Peer.CloseAsync();
            received.SetResult([.. session.Peer.Received]);
        });

        try
        {
            await Client.RefusesQueryAsync(server, DriverFailure.Protocol, DriverFailure.Unsupported, DriverFailure.Lost);
        }
        finally
        {
            File.Delete(file);
        }

        // Nothing, or the empty packet that says that there is no file.
        Assert.Contains(await received.Task.WaitAsync(Token), new byte[][] { [], [0, 0, 0, 2] });
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    public async Task Query_RequestForAFileBetweenResults_SendsNothingOfIt(string file)
    {
        await using var server = FakeServer.StartBehindLogin(async session =>
        {
            await session.ReadCommandAsync();
            session.Peer.Received.Clear();
            await session.WriteAsync(Packets.Ok(status: StatusFlags.MoreResults), Packets.LocalInfile(file));
            await session.Peer.CloseAsync();
            Assert.InRange(session.Peer.Received.Count, 0, 4);
        });

        await Client.RefusesQueryAsync(server, DriverFailure.Protocol, DriverFailure.Unsupported, DriverFailure.Lost);
    }
}
