using CausalGateway.LocalCluster.Redis;

namespace CausalGateway.LocalCluster.Control;

/// <summary>What one <c>up</c> has started, and the verbs on it by their names.</summary>
internal sealed class ControlledServers(Sandbox sandbox, ReplicatedCluster cluster, RedisServer? redis)
{
    private readonly TaskCompletionSource _down = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when somebody has asked for <c>down</c>.</summary>
    public Task Down => _down.Task;

    public ClusterDescription Describe()
    {
        IEnumerable<LocalServer> servers = cluster.Servers;
        return new ClusterDescription(sandbox.Folder, [.. (redis is null ? servers : servers.Append(redis)).Select(Describe)]);
    }

    /// <exception cref="LocalClusterException">There is no such verb, or an argument is missing.</exception>
    public Task RunAsync(ControlRequest request, CancellationToken cancellationToken) => request.Verb switch
    {
        "status" => Task.CompletedTask,
        "down" => Task.FromResult(_down.TrySetResult()),
        "start" => Any(request.Server).StartAsync(cancellationToken),
        "stop" => Any(request.Server).StopAsync(request.Stop, cancellationToken),
        "restart" => Any(request.Server).RestartAsync(request.Stop, cancellationToken),
        "kill" => Any(request.Server).KillAsync(cancellationToken),
        "freeze" => Any(request.Server).FreezeAsync(cancellationToken),
        "thaw" => Any(request.Server).ThawAsync(cancellationToken),
        "flush" => (redis ?? throw new LocalClusterException("There is no Redis here.")).FlushAsync(cancellationToken),
        "crash" => cluster.CrashAsync(Database(request.Server), cancellationToken),
        "pause" => cluster.PauseReplayAsync(Database(request.Server), cancellationToken),
        "resume" => cluster.ResumeReplayAsync(Database(request.Server), cancellationToken),
        "promote" => cluster.PromoteAsync(Database(request.Server), cancellationToken),
        "rewind" => cluster.RewindAsync(Database(request.Server), OtherOrPrimary(request), cancellationToken),
        "repoint" => cluster.RepointAsync(Database(request.Server), OtherOrPrimary(request), true, cancellationToken),
        "add-replica" => cluster.AddReplicaAsync(OtherOrPrimary(request), cancellationToken),
        "remove-replica" => cluster.RemoveReplicaAsync(Database(request.Server), cancellationToken),
        "cut" => OnLink(request, (one, other) => cluster.Cut(one, other, request.Cut)),
        "heal" => OnLink(request, cluster.Heal),
        _ => throw new LocalClusterException($"There is no verb {request.Verb}."),
    };

    private Task OnLink(ControlRequest request, Action<DatabaseServer, DatabaseServer> act)
    {
        var server = Database(request.Server);
        act(server, request.Other is null ? server.Source ?? cluster.Primary : Database(request.Other));
        return Task.CompletedTask;
    }

    private LocalServer Any(string? name) => redis is not null && redis.Name == name ? redis : Database(name);

    private DatabaseServer Database(string? name) => cluster[name ?? throw new LocalClusterException("Which server?")];

    private DatabaseServer OtherOrPrimary(ControlRequest request) =>
        request.Other is null ? cluster.Primary : Database(request.Other);

    private ServerDescription Describe(LocalServer server)
    {
        var database = server as DatabaseServer;
        return new ServerDescription
        {
            Name = server.Name,
            Engine = database is null ? "redis" : cluster.Engine,
            Role = database?.Role,
            Source = database?.Source?.Name,
            State = server.State,
            Host = server.Host,
            Port = server.Port,
            ProcessId = server.ProcessId,
            DataFolder = server.DataFolder,
            LogFile = server.LogFile,
            ConnectionString = database?.GetConnectionString(),
        };
    }
}
