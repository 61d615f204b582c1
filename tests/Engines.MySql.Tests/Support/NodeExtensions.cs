using CausalGateway.Abstractions;
using CausalGateway.LocalCluster;

namespace CausalGateway.Engines.MySql.Tests.Support;

/// <summary>What the tests ask clients and servers again and again.</summary>
internal static class NodeExtensions
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    extension(INodeClient node)
    {
        /// <summary>Runs a statement whose rows do not matter.</summary>
        public async Task<ExecutionResult> RunAsync(StatementRequest request) =>
            await node.ExecuteAsync(request, new RecordingSink { Keeps = false }, Token);

        /// <summary>Runs a statement and returns its only value.</summary>
        public async Task<string> SingleAsync(StatementRequest request)
        {
            var sink = new RecordingSink();
            await node.ExecuteAsync(request, sink, Token);
            return sink.Single;
        }

        /// <summary>Runs a statement that must fail.</summary>
        public async Task<EngineException> FailAsync(
            StatementRequest request, RecordingSink? sink = null, CancellationToken? cancelled = null) =>
            await Assert.ThrowsAsync<EngineException>(
                async () => await node.ExecuteAsync(request, sink ?? new RecordingSink(), cancelled ?? Token));

        /// <summary>Runs a read until the server has reached what it must cover.</summary>
        public async Task<RecordingSink> ReadOnceReachedAsync(StatementRequest request)
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
                what,
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

    extension(DatabaseServer server)
    {
        /// <summary>Returns once a query of the administrator's answers true.</summary>
        public Task WaitForAsync(string what, string query) => Wait.UntilAsync(
            what, async token => await server.ScalarAsync<bool>(query, token), cancellationToken: Token);

        /// <summary>Returns once an application's statement that contains <paramref name="marker"/> is running.</summary>
        public Task WaitForRunningAsync(string marker) => server.WaitForAsync(
            $"{server.Name} runs {marker}", $"select count(*) > 0 from ({Running(marker)}) r");

        /// <summary>Returns once no application's statement that contains <paramref name="marker"/> is running.</summary>
        public Task WaitForEndedAsync(string marker) => server.WaitForAsync(
            $"{server.Name} no longer runs {marker}", $"select count(*) = 0 from ({Running(marker)}) r");

        private static string Running(string marker) =>
            $"select id from information_schema.processlist where command in ('Query', 'Execute') and id <> connection_id() and info like '%{marker}%'";
    }
}
