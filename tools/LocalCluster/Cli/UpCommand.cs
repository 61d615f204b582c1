using System.CommandLine;
using CausalGateway.LocalCluster.Control;
using CausalGateway.LocalCluster.MySql;
using CausalGateway.LocalCluster.Postgres;
using CausalGateway.LocalCluster.Redis;

namespace CausalGateway.LocalCluster.Cli;

/// <summary><c>up</c>: starts servers, tells where they are, and keeps them up until it is told to end.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var engine = new Option<string>("--engine")
        {
            Description = "The database servers: postgres, mysql or mariadb.",
            DefaultValueFactory = _ => "postgres",
        };
        engine.AcceptOnlyFromAmong("postgres", "mysql", "mariadb");
        var replicas = new Option<int>("--replicas")
        {
            Description = "How many replicas the primary has.",
            DefaultValueFactory = _ => 2,
        };
        var redis = new Option<bool>("--redis") { Description = "Start a Redis server as well." };
        var redisPassword = new Option<string?>("--redis-password") { Description = "The password that Redis asks for." };
        var requirePasswords = new Option<bool>("--require-passwords")
        {
            Description = "PostgreSQL: everyone but the superuser postgres must give a password.",
        };
        var noFsync = new Option<bool>("--no-fsync") { Description = "Commit without waiting for the disk." };
        var folder = new Option<string?>("--folder")
        {
            Description = "The folder to live in: new or empty. Default: a fresh one below the temporary folder.",
        };
        var keep = new Option<bool>("--keep") { Description = "Leave data and logs behind." };
        var untilStdinCloses = new Option<bool>("--until-stdin-closes")
        {
            Description = "End also when standard input does, that is, with the process that holds it.",
        };
        replicas.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 16)
            {
                result.AddError("--replicas must be 0 to 16.");
            }
        });

        var command = new Command(
            "up",
            "Start a primary with replicas, and keep it up until Ctrl-C, SIGTERM or the verb down. "
            + "The servers end with this process, however it ends.")
        {
            engine, replicas, redis, redisPassword, requirePasswords, noFsync, folder, keep, untilStdinCloses, Output.Json,
        };
        command.SetAction((parse, token) => Output.GuardAsync(parse, async () =>
        {
            var sandboxOptions = new SandboxOptions { Folder = parse.GetValue(folder), KeepFolder = parse.GetValue(keep) };
            await using var sandbox = await Sandbox.CreateAsync(sandboxOptions, token);
            await using var cluster = await StartClusterAsync(
                parse.GetValue(engine)!, parse.GetValue(replicas), !parse.GetValue(noFsync), parse.GetValue(requirePasswords),
                sandbox, token);
            await using var cache = parse.GetValue(redis)
                ? await RedisServer.StartAsync(
                    new RedisServerOptions { Password = parse.GetValue(redisPassword), Sandbox = sandbox }, token)
                : null;
            var servers = new ControlledServers(sandbox, cluster, cache);
            await using var control = new ControlServer(sandbox.Folder, servers);

            await Output.WriteAsync(parse, servers.Describe());
            await UntilToldAsync(servers, parse.GetValue(untilStdinCloses), token);
        }));
        return command;
    }

    private static async Task<ReplicatedCluster> StartClusterAsync(
        string engine, int replicas, bool fsync, bool requirePasswords, Sandbox sandbox, CancellationToken cancellationToken) =>
        engine switch
        {
            "mysql" => await MySqlCluster.StartAsync(
                new MySqlClusterOptions { Replicas = replicas, Fsync = fsync, Sandbox = sandbox }, cancellationToken),
            "mariadb" => await MariaDbCluster.StartAsync(
                new MariaDbClusterOptions { Replicas = replicas, Fsync = fsync, Sandbox = sandbox }, cancellationToken),
            _ => await PostgresCluster.StartAsync(
                new PostgresClusterOptions
                {
                    Replicas = replicas,
                    Fsync = fsync,
                    RequirePasswords = requirePasswords,
                    Sandbox = sandbox,
                },
                cancellationToken),
        };

    private static async Task UntilToldAsync(
        ControlledServers servers, bool untilStdinCloses, CancellationToken cancellationToken)
    {
        var signal = Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        var input = untilStdinCloses ? Console.OpenStandardInput().CopyToAsync(Stream.Null, CancellationToken.None) : signal;
        await Task.WhenAny(signal, servers.Down, input);
    }
}
