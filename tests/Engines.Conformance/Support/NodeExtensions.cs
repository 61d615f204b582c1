namespace CausalGateway.Engines.Conformance.Support;

/// <summary>What the topics ask clients again and again.</summary>
internal static class NodeExtensions
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    extension(INodeClient node)
    {
        /// <summary>Runs a statement whose rows do not matter.</summary>
        public async Task<ExecutionResult> RunAsync(StatementRequest request) =>
            await node.ExecuteAsync(request, new RecordingSink { Keeps = false }, Token);

        /// <summary>Runs a statement and returns what it handed out.</summary>
        public async Task<RecordingSink> RowsAsync(StatementRequest request)
        {
            var sink = new RecordingSink();
            await node.ExecuteAsync(request, sink, Token);
            return sink;
        }

        /// <summary>Runs a statement and returns its only value.</summary>
        public async Task<string> SingleAsync(StatementRequest request) => (await node.RowsAsync(request)).Single;

        /// <summary>Runs a statement that must fail.</summary>
        public async Task<EngineException> FailAsync(StatementRequest request, RecordingSink? sink = null) =>
            await Assert.ThrowsAsync<EngineException>(
                async () => await node.ExecuteAsync(request, sink ?? new RecordingSink { Keeps = false }, Token));

        /// <summary>Runs a read until the server has reached what it must cover.</summary>
        public async Task<RecordingSink> OnceReachedAsync(StatementRequest request)
        {
            RecordingSink? shown = null;
            await Wait.UntilAsync(
                $"{node.Name} has reached {request.MustCover!.ToDisplayString()}",
                async token =>
                {
                    var sink = new RecordingSink();
                    try
                    {
                        await node.ExecuteAsync(request, sink, token);
                    }
                    catch (EngineException e) when (e.Kind == EngineErrorKind.NotReached)
                    {
                        return false;
                    }

                    shown = sink;
                    return true;
                },
                cancellationToken: Token);
            return shown!;
        }

        /// <summary>Returns once a probe says what is awaited.</summary>
        public async Task<NodeStatus> ProbeUntilAsync(string what, Func<NodeStatus, bool> holds)
        {
            NodeStatus? last = null;
            await Wait.UntilAsync(
                $"{node.Name}: {what}",
                async token =>
                {
                    try
                    {
                        last = await node.ProbeAsync(token);
                    }
                    catch (EngineException)
                    {
                        return false;
                    }

                    return holds(last);
                },
                cancellationToken: Token);
            return last!;
        }
    }
}
