using CausalGateway.Abstractions;
using CausalGateway.Gateway.Tests.Sessions;

namespace CausalGateway.Gateway.Tests.Fakes;

/// <summary>A server that answers probes with what was set last.</summary>
internal sealed class ScriptedNode(string name) : INodeClient
{
    private int _probes;

    public string Name => name;

    /// <summary>The answer; null for a server that cannot be reached.</summary>
    public NodeStatus? Status { get; set; }

    /// <summary>What <see cref="ShowsNothingBeyondAsync"/> answers.</summary>
    public bool ShowsNothingBeyond { get; set; }

    public int Probes => Volatile.Read(ref _probes);

    public static NodeStatus Primary(params IEnumerable<int> reached) => StatusOf(ServerRole.Primary, 1, reached);

    public static NodeStatus Replica(params IEnumerable<int> reached) => StatusOf(ServerRole.Replica, 2, reached);

    public static NodeStatus StatusOf(ServerRole role, ulong incarnation, IEnumerable<int> reached, string history = "a") => new()
    {
        Role = role,
        Incarnation = new ServerIncarnation(incarnation),
        Reached = new IntegerSet(reached),
        History = history,
        Writable = role == ServerRole.Primary,
        Link = role == ServerRole.Replica ? ReplicationLink.Streaming : ReplicationLink.None,
    };

    public ValueTask<NodeStatus> ProbeAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _probes);
        return Status is { } status
            ? ValueTask.FromResult(status)
            : throw new EngineException(EngineErrorKind.Unreachable, "The server cannot be reached.");
    }

    public ValueTask<ExecutionResult> ExecuteAsync(
        StatementRequest request, IResultSink sink, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>What the server is asked to wait for; the test decides when it has waited enough.</summary>
    public Func<ReplicationPosition, Task> WaitFor { get; set; } = _ => throw new NotSupportedException();

    public async ValueTask WaitForAsync(ReplicationPosition position, TimeSpan limit, CancellationToken cancellationToken) =>
        await WaitFor(position).WaitAsync(cancellationToken);

    public ValueTask<bool> ShowsNothingBeyondAsync(
        ServerIncarnation incarnation, NodeStatus other, ReplicationPosition demand, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ShowsNothingBeyond);

    public ValueTask DisposeAsync() => default;
}
