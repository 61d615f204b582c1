namespace CausalGateway.Abstractions;

/// <summary>One database server. Thread-safe; pools its connections; disposing closes them.</summary>
/// <remarks>
/// Every method throws <see cref="EngineException"/> for what the server or the way to it did. A cancelled token gives
/// <see cref="EngineErrorKind.Cancelled"/> with what is known of the statement's effect, or an
/// <see cref="OperationCanceledException"/> where nothing had been sent.
/// </remarks>
public interface INodeClient : IAsyncDisposable
{
    /// <summary>The server's name in the configuration.</summary>
    string Name { get; }

    /// <summary>
    /// Asks the server what it is and how far it has come, in one round trip that starts after the call. Concurrent callers
    /// share a round trip, so that the cost does not grow with them.
    /// </summary>
    ValueTask<NodeStatus> ProbeAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs one statement, hands its rows to <paramref name="sink"/> as they arrive, and answers the request's position
    /// demand, in one round trip where the protocol allows.
    /// </summary>
    /// <remarks>
    /// Cancelling also cancels the statement on the server. An exception thrown by the sink before a write has committed
    /// rolls it back and is passed on.
    /// </remarks>
    ValueTask<ExecutionResult> ExecuteAsync(StatementRequest request, IResultSink sink, CancellationToken cancellationToken);

    /// <summary>
    /// Waits on the server until it may have reached <paramref name="position"/>, or <paramref name="limit"/> has passed. It
    /// wakes and proves nothing: a probe afterwards tells. One waits at a time; it never holds up a probe.
    /// </summary>
    /// <param name="position">What to wait for.</param>
    /// <param name="limit">More than zero; also what the server is told, so that it never waits for ever.</param>
    /// <param name="cancellationToken">Ends the wait here and on the server.</param>
    /// <exception cref="NotSupportedException">The engine lacks <see cref="EngineCapabilities.WaitsForPositions"/>.</exception>
    ValueTask WaitForAsync(ReplicationPosition position, TimeSpan limit, CancellationToken cancellationToken);

    /// <summary>
    /// Asks this server, whose life <paramref name="incarnation"/> covers <paramref name="demand"/>, whether anything that
    /// <paramref name="other"/> still counts as running is visible here. False proves nothing; true proves that
    /// <paramref name="other"/>'s incarnation shows all that <paramref name="demand"/> stands for.
    /// </summary>
    /// <exception cref="NotSupportedException">The engine lacks <see cref="EngineCapabilities.ResolvesInDoubt"/>.</exception>
    ValueTask<bool> ShowsNothingBeyondAsync(
        ServerIncarnation incarnation, NodeStatus other, ReplicationPosition demand, CancellationToken cancellationToken);
}
