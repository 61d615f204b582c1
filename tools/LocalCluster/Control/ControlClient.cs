using System.Net.Sockets;
using System.Text.Json;

namespace CausalGateway.LocalCluster.Control;

/// <summary>Talks to a cluster that another process keeps up.</summary>
internal static class ControlClient
{
    private const string Variable = "CAUSALGATEWAY_CLUSTER";

    /// <summary>The folder that is given, or that the environment names, or that of the only cluster that is up.</summary>
    /// <exception cref="LocalClusterException">There is none, or there are several.</exception>
    public static string FindFolder(string? given)
    {
        if ((given ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } folder)
        {
            return Path.GetFullPath(folder);
        }

        var up = Directory.EnumerateDirectories(Path.GetTempPath(), "causalgateway-*")
            .Where(candidate => File.Exists(Path.Combine(candidate, ControlServer.SocketName)))
            .ToArray();
        return up switch
        {
            [var only] => only,
            [] => throw new LocalClusterException(
                "No cluster is up. Start one with the verb up, or say where it is with --cluster."),
            _ => throw new LocalClusterException($"Several clusters are up; choose one with --cluster: {string.Join(", ", up)}"),
        };
    }

    /// <exception cref="LocalClusterException">The verb failed, or nobody answers.</exception>
    public static async Task<ClusterDescription> SendAsync(
        string folder, ControlRequest request, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, ControlServer.SocketName);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
        }
        catch (SocketException e)
        {
            throw new LocalClusterException($"No cluster answers at {path}: {e.Message}.", e);
        }

        await using var stream = new NetworkStream(socket);
        await using var writer = new StreamWriter(stream) { AutoFlush = true };
        using var reader = new StreamReader(stream);
        await writer.WriteLineAsync(JsonSerializer.Serialize(request, ControlJson.Options).AsMemory(), cancellationToken);
        var line = await reader.ReadLineAsync(cancellationToken)
            ?? throw new LocalClusterException($"The cluster in {folder} went down before it answered.");
        var response = JsonSerializer.Deserialize<ControlResponse>(line, ControlJson.Options)!;
        return response.Error is null ? response.Cluster : throw new LocalClusterException(response.Error);
    }

    /// <summary>Returns once a cluster that was asked to go down has.</summary>
    public static Task WaitForDownAsync(string folder, CancellationToken cancellationToken) => Wait.UntilAsync(
        $"the cluster in {folder} is down",
        () => !File.Exists(Path.Combine(folder, ControlServer.SocketName)),
        cancellationToken: cancellationToken);
}
