using System.CommandLine;
using System.Text.Json;
using CausalGateway.LocalCluster.Control;

namespace CausalGateway.LocalCluster.Cli;

/// <summary>What every command shares: the ways it prints, and what becomes of its errors.</summary>
internal static class Output
{
    public static Option<bool> Json { get; } = new("--json") { Description = "Print one line of JSON instead of a table." };

    public static async Task WriteAsync(ParseResult parse, ClusterDescription cluster)
    {
        var writer = parse.InvocationConfiguration.Output;
        if (parse.GetValue(Json))
        {
            await writer.WriteLineAsync(JsonSerializer.Serialize(cluster, ControlJson.Options));
            return;
        }

        await writer.WriteLineAsync(cluster.Folder);
        foreach (var server in cluster.Servers)
        {
            var role = server.Role?.ToString().ToLowerInvariant() ?? server.Engine;
            var follows = server.Source is null ? "" : $" follows {server.Source}";
            var process = server.ProcessId is { } id ? $"pid {id}" : "";
            var line = $"  {server.Name,-8} {role,-8} {server.State,-8} {server.Host}:{server.Port,-6} {process,-12}{follows}";
            await writer.WriteLineAsync(line.TrimEnd());
        }
    }

    /// <summary>Runs a command: 0 if it did what it says, otherwise 1 and one line that says why not.</summary>
    public static async Task<int> GuardAsync(ParseResult parse, Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (Exception e) when (e is LocalClusterException or TimeoutException or IOException or InvalidOperationException)
        {
            await parse.InvocationConfiguration.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
