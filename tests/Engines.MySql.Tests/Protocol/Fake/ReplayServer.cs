using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>A server that says the same bytes to whoever comes, and then nothing more.</summary>
internal sealed class ReplayServer : IAsyncDisposable
{
    private readonly FakeServer _server;
    private byte[] _bytes = [];

    public ReplayServer() => _server = FakeServer.Start(peer => peer.WriteAsync(_bytes).AsTask());

    /// <summary>Lets a client talk to the bytes.</summary>
    public Task PlayAsync(
        byte[] bytes, ConnectionTarget target, Func<ConnectionTarget, CancellationToken, Task> client, CancellationToken token)
    {
        _bytes = bytes;
        return client(target with { Port = _server.Target.Port }, token);
    }

    /// <summary>
    /// The same; it has to end soon and without allocating much, well or by an exception that the client has for this.
    /// </summary>
    public async Task PlayInBoundsAsync(byte[] bytes, ConnectionTarget target, Func<ConnectionTarget, CancellationToken, Task> client)
    {
        var error = await Client.EndsAsync(token => PlayAsync(bytes, target, client, token));
        Assert.True(error is null or DriverException or ServerErrorException, $"{Convert.ToHexString(bytes)}\n{error}");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
