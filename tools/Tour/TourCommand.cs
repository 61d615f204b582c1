using System.CommandLine;
using CausalGateway.LocalCluster;

namespace CausalGateway.Tour;

/// <summary>The command line, and what its exit status says: 0 if every check passed, otherwise 1; 130 if interrupted.</summary>
internal static class TourCommand
{
    private const int Passed = 0;
    private const int Failed = 1;
    private const int Interrupted = 130;

    public static RootCommand Create()
    {
        var once = new Option<bool>("--once") { Description = "End after the tour, with status 0 if every check passed, else 1." };
        var port = new Option<int?>("--port")
        {
            Description = $"The gateway's port. Default: {Shop.UsualPort}, or a free one if that is taken.",
        };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 65_535)
            {
                result.AddError("--port must be 1 to 65535.");
            }
        });

        var command = new RootCommand(
            "Starts a PostgreSQL and a MySQL primary with two replicas each, Redis and the gateway; shows step by step, on each, how "
            + "a session reads its own writes while replicas lag and die, and how one bookmark spans both; checks every step, and "
            + "stays up until Ctrl-C. NO_COLOR turns colours off.")
        {
            once, port,
        };
        command.SetAction((parse, _) => RunAsync(parse.GetValue(port), parse.GetValue(once)));
        return command;
    }

    private static async Task<int> RunAsync(int? port, bool once)
    {
        var screen = Screen.ForConsole();
        using var interruption = new Interruption();
        try
        {
            await using var shop = await Shop.OpenAsync(port, screen, interruption.Token);
            var checks = new Checks(screen);
            await Guide.LeadAsync(shop, screen, checks, interruption.Token);
            var status = checks.Failed == 0 ? Passed : Failed;
            if (!once)
            {
                await StayAsync(shop, screen, interruption);
            }

            return status;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            screen.Line();
            screen.Note("Interrupted; everything is stopped.");
            return Interrupted;
        }
        catch (Exception e) when (e is LocalClusterException or TimeoutException or IOException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync($"tour: {e.Message}");
            return Failed;
        }
    }

    private static async Task StayAsync(Shop shop, Screen screen, Interruption interruption)
    {
        try
        {
            await shop.MendAsync(interruption.Token);
            WhatNext.Write(shop, screen);
            await interruption.HappensAsync();
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            // While the servers were being mended: the tour itself is over, so this is the same clean end.
        }

        screen.Line();
        screen.Note("Stopping.");
    }
}
