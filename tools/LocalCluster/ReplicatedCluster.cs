using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CausalGateway.LocalCluster.Links;

namespace CausalGateway.LocalCluster;

/// <summary>
/// A primary and its replicas, and everything that can happen to replication. It is the contract of every engine; a verb that
/// an engine does not have throws <see cref="NotSupportedException"/>.
/// </summary>
/// <remarks>
/// What happens to one process (stop, kill, freeze, start) is said to the <see cref="LocalServer"/> itself. Servers reach each
/// other only through relays, so that any link can be cut; clients connect directly unless they use
/// <see cref="OpenRelay"/>. Verbs that name the same server are for one caller at a time.
/// </remarks>
public abstract class ReplicatedCluster : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly LinkTable _links = new();
    private readonly List<Relay> _clientRelays = [];

    private protected ReplicatedCluster(Sandbox sandbox, bool ownsSandbox)
    {
        Sandbox = sandbox;
        OwnsSandbox = ownsSandbox;
    }

    /// <summary>The engine's name, as in <c>postgres</c>.</summary>
    public abstract string Engine { get; }

    /// <summary>The folder that the servers run in.</summary>
    public Sandbox Sandbox { get; }

    /// <summary>All servers, in the order they were made. An immutable snapshot.</summary>
    public IReadOnlyList<DatabaseServer> Servers => All;

    /// <summary>The server that was last made the primary, whether or not it runs.</summary>
    public DatabaseServer Primary { get; private protected set; } = null!;

    /// <summary>The servers that were last made replicas.</summary>
    public IReadOnlyList<DatabaseServer> Replicas => All.RemoveAll(server => server.Role != DatabaseRole.Replica);

    private protected ImmutableList<DatabaseServer> All { get; private set; } = [];

    private protected bool OwnsSandbox { get; }

    /// <summary>The server of this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names those there are.</exception>
    public DatabaseServer this[string name] =>
        All.Find(server => server.Name == name)
        ?? throw new KeyNotFoundException($"There is no server {name}; there are {string.Join(", ", All.Select(s => s.Name))}.");

    /// <summary>Returns once the replica receives what its source writes.</summary>
    public virtual Task WaitForStreamingAsync(DatabaseServer replica, CancellationToken cancellationToken = default) =>
        throw NotThere();

    /// <summary>Returns once the replica has replayed everything its source had written when this was called.</summary>
    public virtual Task WaitForReplayAsync(DatabaseServer replica, CancellationToken cancellationToken = default) =>
        throw NotThere();

    /// <summary>Stops replay. When it returns, the replica replays nothing more but goes on receiving.</summary>
    public virtual Task PauseReplayAsync(DatabaseServer replica, CancellationToken cancellationToken = default) =>
        throw NotThere();

    /// <summary>Lets a paused replica replay again; it does not wait for it to catch up.</summary>
    public virtual Task ResumeReplayAsync(DatabaseServer replica, CancellationToken cancellationToken = default) =>
        throw NotThere();

    /// <summary>
    /// Makes a replica the primary and returns once it takes writes. The others go on following whom they followed.
    /// </summary>
    public virtual Task PromoteAsync(DatabaseServer replica, CancellationToken cancellationToken = default) =>
        throw NotThere();

    /// <summary>
    /// Makes a server whose history has diverged, such as an old primary, a streaming replica of another one. What only it
    /// had is lost. It may run or be stopped, but not be frozen.
    /// </summary>
    public virtual Task RewindAsync(DatabaseServer server, DatabaseServer onto, CancellationToken cancellationToken = default) =>
        throw NotThere();

    /// <summary>Makes a running replica follow another server, without a look at whether their histories allow it.</summary>
    /// <param name="replica">The replica.</param>
    /// <param name="source">Whom to follow.</param>
    /// <param name="awaitStreaming">
    /// Whether to return only once it streams; with false a replica that is ahead of the fork stays stuck.
    /// </param>
    /// <param name="cancellationToken">Ends the wait, not the change.</param>
    public virtual Task RepointAsync(
        DatabaseServer replica,
        DatabaseServer source,
        bool awaitStreaming = true,
        CancellationToken cancellationToken = default) =>
        throw NotThere();

    /// <summary>Makes one more replica and returns it once it streams.</summary>
    /// <param name="source">Whom it copies and follows; the primary if null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public virtual Task<DatabaseServer> AddReplicaAsync(
        DatabaseServer? source = null, CancellationToken cancellationToken = default) =>
        throw NotThere();

    /// <summary>Kills a replica if it runs, makes its source forget it, and removes its data.</summary>
    public virtual Task RemoveReplicaAsync(DatabaseServer replica, CancellationToken cancellationToken = default) =>
        throw NotThere();

    /// <summary>
    /// Kills one of the server's own processes so that the server, by itself, drops every connection, recovers and goes on.
    /// Returns once it does.
    /// </summary>
    public virtual Task CrashAsync(DatabaseServer server, CancellationToken cancellationToken = default) => throw NotThere();

    /// <summary>Cuts the link between two servers, whichever of them connects to the other, now or later.</summary>
    public void Cut(DatabaseServer one, DatabaseServer other, CutMode mode = CutMode.Refuse)
    {
        GetLink(one, other).Cut(mode);
        GetLink(other, one).Cut(mode);
    }

    /// <summary>Restores the link between two servers.</summary>
    public void Heal(DatabaseServer one, DatabaseServer other)
    {
        GetLink(one, other).Heal();
        GetLink(other, one).Heal();
    }

    /// <summary>The relay by which one server connects to another, to be made slow or cut in one direction.</summary>
    public Relay GetLink(DatabaseServer from, DatabaseServer to) => _links.Get(Own(from), Own(to));

    /// <summary>Opens a relay in front of a server for a client. It lives until it, or the cluster, is disposed.</summary>
    public Relay OpenRelay(DatabaseServer server)
    {
        var relay = Relay.Open(Own(server).Port);
        lock (_gate)
        {
            _clientRelays.Add(relay);
        }

        return relay;
    }

    /// <summary>Kills the servers, frees their ports, and removes the folder if the cluster made it.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Task.WhenAll(All.Select(server => server.DisposeAsync().AsTask()));
        await _links.DisposeAsync();
        Relay[] relays;
        lock (_gate)
        {
            relays = [.. _clientRelays];
        }

        foreach (var relay in relays)
        {
            await relay.DisposeAsync();
        }

        if (OwnsSandbox)
        {
            await Sandbox.DisposeAsync();
        }
    }

    private protected void Add(DatabaseServer server)
    {
        lock (_gate)
        {
            All = All.Add(server);
        }
    }

    private protected async Task RemoveAsync(DatabaseServer server)
    {
        lock (_gate)
        {
            All = All.Remove(server);
        }

        await server.DisposeAsync();
        await _links.RemoveAsync(server);
    }

    private protected DatabaseServer Own(DatabaseServer server) =>
        All.Contains(server) ? server : throw new ArgumentException($"{server} is not a server of this cluster.", nameof(server));

    private NotSupportedException NotThere([CallerMemberName] string verb = "") =>
        new($"{verb} does not exist for {Engine} yet.");
}
