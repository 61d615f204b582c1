using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Protocol.Fake;
using CausalGateway.Engines.MySql.Tests.Support;
using FsCheck.Fluent;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>What real servers said, said again, as it was and with changes.</summary>
[Collection(nameof(Alone))]
public abstract class ReplayTests(WireServer server)
{
    private const int Cases = 2000;

    private protected WireServer Server => server;

    [Fact]
    public async Task Replay_AsItWas_GivesTheSameAnswers()
    {
        await using var replay = new ReplayServer();
        foreach (var capture in await RecordAsync())
        {
            List<string> answers = [];
            await replay.PlayInBoundsAsync(
                capture.Bytes,
                capture.Target,
                async (target, token) => answers = await capture.Conversation.RunAsync(target, token));

            Assert.Equal(capture.Answers, answers);
        }
    }

    [Fact]
    public async Task Replay_Changed_EndsInTimeAndInBounds()
    {
        var captures = await RecordAsync();
        await using var replay = new ReplayServer();
        await Prop.ForAll(MutatedCapture.Of(captures.Count), mutated =>
        {
            var capture = captures[mutated.Capture];
            return replay.PlayInBoundsAsync(mutated.Apply(captures), capture.Target, capture.Conversation.RunAsync);
        }).HoldsAsync(Cases);
    }

    /// <summary>Conversations that need a user of their own, who is made and removed.</summary>
    private protected abstract Task<List<Capture>> RecordLoginsAsync(IServerConnection administrator, string user);

    private async Task<List<Capture>> RecordAsync()
    {
        await using var administrator = await server.ConnectAsync();
        var table = $"replay_{administrator.ThreadId}";
        try
        {
            foreach (var sql in Conversations.Setup(table))
            {
                await administrator.QueryAsync(sql);
            }

            var captures = await RecordLoginsAsync(administrator, table);
            foreach (var conversation in Conversations.About(table))
            {
                captures.Add(await Capture.RecordAsync(conversation, server.Root));
            }

            return captures;
        }
        finally
        {
            foreach (var sql in Conversations.Cleanup(table).Append($"drop user if exists {table}@'127.0.0.1'"))
            {
                await administrator.QueryAsync(sql);
            }
        }
    }
}
