using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>A server that says the same bytes to whoever comes, and then nothing more.</summary>
internal sealed class ReplayServer : IAsyncDisposable
{
    private readonly FakeServer _server;
    private byte[] _bytes = [];

    public ReplayServer() => _server = FakeServer.Start(peer => peer.WriteAsync(_bytes).AsTask());

    /// <summary>
    /// Lets a client talk to the bytes. It has to end soon and without allocating much; well, or by an exception that it has
    /// for this.
    /// </summary>
    public async Task PlayAsync(byte[] bytes, ConnectionTarget target, Func<ConnectionTarget, CancellationToken, Task> client)
    {
        _bytes = bytes;
        var error = await Client.EndsAsync(token => client(target with { Port = _server.Target.Port }, token));
        Assert.True(error is null or DriverException or ServerErrorException, $"{Convert.ToHexString(bytes)}\n{error}");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
