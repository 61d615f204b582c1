using CausalGateway.Gateway.Api;
using CausalGateway.Gateway.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace CausalGateway.Gateway.Hosting;

/// <summary>Runs the gateway from its configuration to its end.</summary>
internal static class GatewayHost
{
    private const string Mistakes = "its configuration has mistakes.";

    /// <summary>Where no file says otherwise, as when the program starts in a folder that has none: not a line for each request.</summary>
    private static readonly Dictionary<string, string?> LogLevels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
    };

    /// <summary>The process's exit code.</summary>
    public static async Task<int> RunAsync(CommandLine.Run run)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. run.Settings] });
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = LogLevels });
        if (!ConfigurationSources.TryAdd(builder.Configuration, run, out var fileError))
        {
            return await RefuseAsync(Mistakes, [fileError]);
        }

        var engines = Engines.All(TimeProvider.System);
        var (options, errors) = GatewayConfiguration.Load(builder.Configuration, [.. engines.Keys]);
        if (options is not null)
        {
            errors = ClusterFactory.Validate(options, engines);
        }

        if (options is null || errors.Count > 0)
        {
            return await RefuseAsync(Mistakes, errors);
        }

        builder.WebHost.UseUrls([.. options.Listen.Select(address => address.Url)]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Limits.MaxBodyBytes;
        });
        builder.Services.AddGateway(options, engines);
        await using var app = builder.Build();
        var obstacles = await SetupCheck.FindObstaclesAsync(
            app.Services.GetRequiredService<ClusterSet>(), app.Lifetime.ApplicationStopping);
        if (obstacles.Count > 0)
        {
            return await RefuseAsync("servers are not set up for causal reads.", obstacles);
        }

        Announce(app, options);
        app.MapGateway();
        await app.RunAsync();
        return ExitCodes.Success;
    }

    private static void Announce(WebApplication app, GatewayOptions options)
    {
        if (options.Sessions.SigningKeys.Count == 0)
        {
            app.Logger.EphemeralSigningKey();
        }

        if (options.Sessions.Redis is null)
        {
            app.Logger.InProcessSessions();
        }
    }

    private static async Task<int> RefuseAsync(string why, IReadOnlyList<string> errors)
    {
        await Console.Error.WriteLineAsync($"The gateway does not start: {why}");
        foreach (var error in errors)
        {
            await Console.Error.WriteLineAsync($"  - {error}");
        }

        return ExitCodes.Misconfigured;
    }
}
