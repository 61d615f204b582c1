using System.CommandLine;
using CausalGateway.LocalCluster.Control;
using CausalGateway.LocalCluster.Links;

namespace CausalGateway.LocalCluster.Cli;

/// <summary>The verbs for a cluster that another process keeps <c>up</c>.</summary>
internal static class VerbCommands
{
    private static readonly Option<string?> Cluster = new("--cluster")
    {
        Description = "The cluster's folder. Default: $CAUSALGATEWAY_CLUSTER, or the only cluster that is up.",
    };

    private static readonly Argument<string> Server = new("server") { Description = "The server's name, such as pg-2, my-2 or maria-2." };

    private static readonly Argument<string?> OtherEnd = new("other")
    {
        Description = "The other end of the link. Default: the server that it follows.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Onto = new("--onto") { Description = "The server to follow. Default: the primary." };

    private static readonly Option<StopMode> Stop = new("--mode") { Description = "How to stop." };

    private static readonly Option<CutMode> Cut = new("--mode")
    {
        Description = "Refuse: connections are reset and refused. BlackHole: reset, then accepted and never answered. "
            + "Stall: open connections stay and carry nothing.",
    };

    public static IEnumerable<Command> Create() =>
    [
        Make("status", "Show the servers.", cluster => cluster),
        Make("pause", "Pause replay on a replica; it goes on receiving.", arguments: Server),
        Make("resume", "Let a paused replica replay again.", arguments: Server),
        Make("stop", "Stop a server.", [Stop], Server),
        Make("kill", "Kill a server and its children with SIGKILL.", arguments: Server),
        Make("start", "Start a stopped server.", arguments: Server),
        Make("restart", "Stop a server and start it again.", [Stop], Server),
        Make("freeze", "Halt a server with SIGSTOP: it takes connections and answers nobody.", arguments: Server),
        Make("thaw", "Let a frozen server go on.", arguments: Server),
        Make("crash", "Kill PostgreSQL's checkpointer, or the one process of another server, so that it recovers.", arguments: Server),
        Make("promote", "Make a replica the primary.", arguments: Server),
        Make("rewind", "Make a diverged server, such as an old primary, a replica again; what only it had is lost.", [Onto], Server),
        Make("repoint", "Make a replica follow another server.", [Onto], Server),
        Make("add-replica", "Add a replica and show it.", ShowNewest, [Onto]),
        Make("remove-replica", "Remove a replica, what its source keeps for it, and its data.", arguments: Server),
        Make("cut", "Cut the link between two database servers.", [Cut], Server, OtherEnd),
        Make("heal", "Restore the link between two database servers.", [], Server, OtherEnd),
        Make("flush", "Remove every key from Redis."),
        Make("down", "End the cluster and wait until it is gone."),
    ];

    private static ClusterDescription ShowNewest(ClusterDescription cluster) =>
        cluster with { Servers = [cluster.Servers.Last(server => server.Role is not null)] };

    private static Command Make(string verb, string description, Option[]? options = null, params Argument[] arguments) =>
        Make(verb, description, null, options, arguments);

    private static Command Make(
        string verb,
        string description,
        Func<ClusterDescription, ClusterDescription>? show,
        Option[]? options = null,
        params Argument[] arguments)
    {
        options ??= [];
        var command = new Command(verb, description) { Cluster };
        Array.ForEach(arguments, command.Arguments.Add);
        Array.ForEach(options, command.Options.Add);
        if (show is not null)
        {
            command.Options.Add(Output.Json);
        }

        command.SetAction((parse, token) => Output.GuardAsync(parse, async () =>
        {
            var folder = ControlClient.FindFolder(parse.GetValue(Cluster));
            var request = new ControlRequest(
                verb,
                arguments.Contains(Server) ? parse.GetValue(Server) : null,
                arguments.Contains(OtherEnd) ? parse.GetValue(OtherEnd) : options.Contains(Onto) ? parse.GetValue(Onto) : null,
                options.Contains(Stop) ? parse.GetValue(Stop) : StopMode.Fast,
                options.Contains(Cut) ? parse.GetValue(Cut) : CutMode.Refuse);
            var cluster = await ControlClient.SendAsync(folder, request, token);
            if (verb == "down")
            {
                await ControlClient.WaitForDownAsync(folder, token);
            }

            if (show is not null)
            {
                await Output.WriteAsync(parse, show(cluster));
            }
        }));
        return command;
    }
}
