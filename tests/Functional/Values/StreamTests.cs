using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CausalGateway.Functional.Values;

/// <summary>Results that are too large to be kept anywhere.</summary>
[Collection(nameof(ExclusiveUse))]
public sealed class StreamTests(PostgresGateway shared) : GatewayTests(shared)
{
    [Fact]
    public async Task Query_TwoHundredThousandRows_IsCompleteWithItsBookmarkInTrailers()
    {
        using var message = NewQuery("select i, 'row ' || i as t from generate_series(1, 200000) i");
        message.Headers.Add("Causal-Session", NewName("s"));
        using var response = await Client.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.False(response.Headers.Contains("Causal-Bookmark"));
        Assert.Null(response.Content.Headers.ContentLength);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.True(response.Headers.Contains("X-Request-Id"));

        using var body = JsonDocument.Parse(await response.Content.ReadAsStreamAsync(Token));

        var rows = body.RootElement.GetProperty("rows");
        Assert.Equal(200_000, rows.GetArrayLength());
        Assert.Equal(200_000, body.RootElement.GetProperty("rowCount").GetInt32());
        var number = 0;
        foreach (var row in rows.EnumerateArray())
        {
            number++;
            Assert.True(row.GetProperty("i").GetInt32() == number, "A row is out of place.");
        }

        Assert.Equal("any-replica", body.RootElement.GetProperty("served").GetProperty("reason").GetString());
        var session = body.RootElement.GetProperty("session");
        Assert.Equal(session.GetProperty("bookmark").GetString(), response.TrailingHeaders.GetValues("Causal-Bookmark").Single());
        Assert.Equal(session.GetProperty("key").GetString(), response.TrailingHeaders.GetValues("Causal-Session").Single());
        Assert.Contains("db;dur=", response.TrailingHeaders.GetValues("Server-Timing").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60_000, true)]
    [InlineData(70_000, false)]
    public async Task Query_AroundTheHeaderLimit_HasItsBookmarkInHeadersOrTrailers(int length, bool inHeaders)
    {
        using var message = NewQuery($"select repeat('x', {length}) as t");
        using var response = await Client.Http.SendAsync(message, Token);

        Assert.Equal(inHeaders, response.Headers.Contains("Causal-Bookmark"));
        Assert.Equal(inHeaders, response.Headers.Contains("Server-Timing"));
        Assert.Equal(!inHeaders, response.TrailingHeaders.Contains("Causal-Bookmark"));
        Assert.Equal(!inHeaders, response.Headers.TransferEncodingChunked == true);
    }

    [Theory]
    [InlineData(300_000, 1_000)]
    [InlineData(64, 5_000_000)]
    public async Task Query_HundredsOfMegabytes_TakeLittleMemory(int rows, int length)
    {
        const long Allowed = 200L << 20;
        await using var gateway = await Shared.StartGatewayAsync();
        await gateway.Client.QueryAsync(Database, new { sql = "select repeat('x', 100000)" }, cancellationToken: Token);
        var before = PeakMemoryOf(gateway);

        using var message = NewQuery($"select i, repeat('x', {length}) as t from generate_series(1, {rows}) i");
        using var response = await gateway.Client.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, Token);
        var (received, tail) = await DrainAsync(await response.Content.ReadAsStreamAsync(Token));

        Assert.True(received >= 300L * 1000 * 1000, $"Only {received} bytes came.");
        Assert.Contains($"\"rowCount\":{rows},", tail, StringComparison.Ordinal);
        Assert.EndsWith("}", tail, StringComparison.Ordinal);
        var grown = PeakMemoryOf(gateway) - before;
        Assert.True(grown < Allowed, $"The gateway grew by {grown >> 20} MiB.");
    }

    [Fact]
    public async Task Query_StreamedOverHttp10_EndsWithTheConnection()
    {
        using var message = NewQuery("select i, repeat('x', 1000) as t from generate_series(1, 1000) i");
        message.Version = System.Net.HttpVersion.Version10;
        using var response = await Client.Http.SendAsync(message, Token);

        using var body = JsonDocument.Parse(await response.Content.ReadAsStreamAsync(Token));
        Assert.Equal(1000, body.RootElement.GetProperty("rows").GetArrayLength());
        Assert.False(response.Headers.Contains("Trailer"));
        Assert.NotEqual(true, response.Headers.TransferEncodingChunked);
    }

    [Fact]
    public async Task Query_SeveralStreamedAnswersOnOneConnection_StayApart()
    {
        for (var i = 1; i <= 5; i++)
        {
            var answer = await SucceedAsync($"select repeat('{i}', 200000) as t, {i} as i");
            Assert.Equal(i, (int?)answer.Value("i"));
            Assert.Equal(new string((char)('0' + i), 200_000), (string?)answer.Value("t"));
            Assert.Equal(answer.Bookmark, answer.Headers["Causal-Bookmark"]);
        }
    }

    /// <summary>Reads to the end and keeps no more than the last part.</summary>
    private static async Task<(long Received, string Tail)> DrainAsync(Stream stream)
    {
        const int TailLength = 2000;
        var buffer = new byte[1 << 16];
        var tail = "";
        var received = 0L;
        while (await stream.ReadAsync(buffer, Token) is var read and > 0)
        {
            received += read;
            tail += Encoding.ASCII.GetString(buffer, Math.Max(0, read - TailLength), Math.Min(read, TailLength));
            tail = tail[Math.Max(0, tail.Length - TailLength)..];
        }

        return (received, tail);
    }

    /// <summary>The most memory that the gateway has ever had resident.</summary>
    private static long PeakMemoryOf(GatewayProcess gateway)
    {
        var line = File.ReadLines($"/proc/{gateway.ProcessId}/status")
            .Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
    }
}
