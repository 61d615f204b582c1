using System.Diagnostics;
using System.Text.Json;

namespace CausalGateway.LocalCluster.Tests.Cli;

/// <summary>The command line as users start it: a process of its own.</summary>
internal static class CommandLine
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Process Start(params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet", [typeof(Sandbox).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(info)!;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Status, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var error = process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Reads the line that <c>up --json</c> prints once everything is up.</summary>
    public static async Task<JsonElement> ReadDescriptionAsync(Process up)
    {
        var line = await up.StandardOutput.ReadLineAsync(Token).AsTask().WaitAsync(Wait.DefaultDeadline, Token);
        return JsonElement.Parse(line ?? throw new InvalidOperationException(await up.StandardError.ReadToEndAsync(Token)));
    }
}
