using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>A conversation as a real server once held its part.</summary>
/// <param name="Conversation">What the client asked.</param>
/// <param name="Target">As whom it logged in.</param>
/// <param name="Answers">What it made of what the server said.</param>
/// <param name="Bytes">What the server said.</param>
internal sealed record Capture(Conversation Conversation, ConnectionTarget Target, List<string> Answers, byte[] Bytes)
{
    /// <summary>Holds a conversation with a server and records it. Unencrypted, as it could not be replayed otherwise.</summary>
    public static async Task<Capture> RecordAsync(Conversation conversation, ConnectionTarget server)
    {
        await using var relay = new RecordingRelay(server.Port);
        var target = server with { Port = relay.Port, Tls = TlsMode.None };
        var answers = await conversation.RunAsync(target, TestContext.Current.CancellationToken);
        return new Capture(conversation, target, answers, await relay.CompleteAsync());
    }

    /// <summary>The packets in what the server said: where each begins, and how long it is with its header.</summary>
    public static List<(int Start, int Length)> Packets(byte[] bytes)
    {
        List<(int, int)> packets = [];
        for (var start = 0; start + 4 <= bytes.Length;)
        {
            var length = Math.Min(4 + (bytes[start] | bytes[start + 1] << 8 | bytes[start + 2] << 16), bytes.Length - start);
            packets.Add((start, length));
            start += length;
        }

        return packets;
    }

    public override string ToString() => Conversation.Name;
}
