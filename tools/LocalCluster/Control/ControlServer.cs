using System.Net.Sockets;
using System.Text.Json;

namespace CausalGateway.LocalCluster.Control;

/// <summary>
/// The control socket of a running cluster, a Unix socket in its folder: a line with a request in, a line with the response
/// out. Verbs are run one after the other.
/// </summary>
internal sealed class ControlServer : IAsyncDisposable
{
    /// <summary>The socket's name in the cluster's folder.</summary>
    public const string SocketName = "control";

    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ControlledServers _servers;
    private readonly string _path;
    private readonly Task _loop;

    public ControlServer(string folder, ControlledServers servers)
    {
        _servers = servers;
        _path = Path.Combine(folder, SocketName);
        _listener.Bind(new UnixDomainSocketEndPoint(_path));
        _listener.Listen();
        _loop = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _loop;
        _stop.Dispose();
        File.Delete(_path);
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptAsync(_stop.Token);
                await AnswerAsync(client);
            }
            catch (Exception e) when (
                e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // Either this ends, or that client has gone; the next one is served.
            }
        }
    }

    private async Task AnswerAsync(Socket client)
    {
        await using var stream = new NetworkStream(client);
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { AutoFlush = true };
        var line = await reader.ReadLineAsync(_stop.Token);
        if (line is not null)
        {
            var response = new ControlResponse(await TryRunAsync(line), _servers.Describe());
            await writer.WriteLineAsync(JsonSerializer.Serialize(response, ControlJson.Options));
        }
    }

    /// <summary>Runs a verb and returns null, or says why it failed: whatever that was, the cluster must stay up.</summary>
    private async Task<string?> TryRunAsync(string line)
    {
        try
        {
            await _servers.RunAsync(JsonSerializer.Deserialize<ControlRequest>(line, ControlJson.Options)!, _stop.Token);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return e.InnerException is null ? e.Message : $"{e.Message} ({e.InnerException.Message})";
        }
    }
}
