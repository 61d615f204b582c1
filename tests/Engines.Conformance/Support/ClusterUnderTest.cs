namespace CausalGateway.Engines.Conformance.Support;

/// <summary>A cluster that the tests can pause, break and mend.</summary>
public abstract class ClusterUnderTest : IAsyncDisposable
{
    /// <summary>All servers.</summary>
    public IReadOnlyList<ServerUnderTest> Servers => [Primary, .. Replicas];

    /// <summary>The server that was last made the primary.</summary>
    public abstract ServerUnderTest Primary { get; }

    /// <summary>The servers that were last made replicas.</summary>
    public abstract IReadOnlyList<ServerUnderTest> Replicas { get; }

    /// <summary>Returns once the replica has replayed what its source had written when this was called.</summary>
    public abstract Task WaitForReplayAsync(ServerUnderTest replica);

    /// <summary>Stops replay; the replica goes on receiving.</summary>
    public abstract Task PauseReplayAsync(ServerUnderTest replica);

    /// <summary>Lets replay go on.</summary>
    public abstract Task ResumeReplayAsync(ServerUnderTest replica);

    /// <summary>Whether <see cref="ReplayOneAsync"/> exists.</summary>
    public virtual bool ReplaysByStep => false;

    /// <summary>Lets a paused replica replay one transaction that it has received, or is about to.</summary>
    public virtual Task ReplayOneAsync(ServerUnderTest replica) => throw new NotSupportedException();

    /// <summary>Makes a replica take writes.</summary>
    public abstract Task PromoteAsync(ServerUnderTest replica);

    /// <summary>Cuts the link by which a replica receives.</summary>
    public abstract void CutReplication(ServerUnderTest replica);

    /// <summary>Restores it.</summary>
    public abstract void HealReplication(ServerUnderTest replica);

    /// <summary>Returns once every replica has replayed what its source had written.</summary>
    public Task WaitForReplayAsync() => Task.WhenAll(Replicas.Select(WaitForReplayAsync));

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
