using System.Text.Encodings.Web;
using System.Text.Json;

namespace CausalGateway.Tour;

/// <summary>What to try while everything stays up.</summary>
internal static class WhatNext
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Shop shop, Screen screen)
    {
        var address = shop.Address.GetLeftPart(UriPartial.Authority);
        screen.Line();
        screen.Note("The killed replica is started again and the paused one resumed. Everything stays up until Ctrl-C.");
        screen.Line();
        screen.Title("Gateway");
        screen.Line($"  {address}");
        screen.Line();
        screen.Title("Topology");
        foreach (var department in shop.Departments)
        {
            screen.Line($"  {address}{department.TopologyPath}");
        }

        foreach (var department in shop.Departments)
        {
            screen.Line();
            screen.Title($"{department.Name} on {department.Engine}: a write and a read under a session");
            WriteCurl(screen, address, department, department.Update(1, "returned"));
            WriteCurl(screen, address, department, department.Read());
            screen.Line();
            screen.Title("Make its replicas lag, then repeat both");
            foreach (var replica in department.Cluster.Replicas)
            {
                screen.Line(department.ShellCommand(replica, department.PauseSql));
            }
        }

        screen.Line();
        screen.Title("Next");
        screen.Line("  your own servers   docs/configuration.md, and dotnet run --project src/Gateway -- --help");
        screen.Line("  the tests          ./test.sh");
        screen.Line();
        screen.Note("Ctrl-C stops everything and leaves nothing behind.");
    }

    /// <summary>Without indentation, so that it can be copied as it is.</summary>
    private static void WriteCurl(Screen screen, string address, Department department, object request)
    {
        screen.Line($"curl -s {address}{department.QueryPath} \\");
        screen.Line("  -H 'Content-Type: application/json' -H 'Causal-Session: alice' \\");
        screen.Line($"  -d '{JsonSerializer.Serialize(request, Options)}'");
    }
}
