using System.Text;
using System.Text.Json;

namespace CausalGateway.Functional.Disconnects;

/// <summary>A client that goes away, and a server that fails, in the middle of an answer.</summary>
public abstract class DisconnectTests(SharedGateway shared) : GatewayTests(shared)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    /// <summary>Statements that take a minute, with <c>{0}</c> for a marker and <c>{1}</c> for a table to write to.</summary>
    private protected abstract IReadOnlyList<string> LongStatements { get; }

    /// <summary>More rows of a kilobyte than anybody reads to the end.</summary>
    private protected abstract string EndlessRows { get; }

    /// <summary>200,000 rows of a hundred bytes, of which one fails.</summary>
    private protected abstract string FailingAt(int row);

    /// <summary>The state of the error in that row.</summary>
    private protected abstract string FailureState { get; }

    /// <summary>Whether the session has more rows to send than its client takes.</summary>
    private protected abstract Task<bool> WaitsForItsClientAsync(
        DatabaseServer server, long session, CancellationToken cancellationToken);

    [Fact]
    public async Task Query_ClientGoesAway_IsCancelledOnTheServer()
    {
        foreach (var sql in LongStatements)
        {
            await LeaveAsync(sql);
        }
    }

    private async Task LeaveAsync(string sql)
    {
        var table = await CreateTableAsync("id int");
        var marker = NewName("marker");
        var text = sql.Replace("{0}", marker, StringComparison.Ordinal).Replace("{1}", table, StringComparison.Ordinal);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var answer = Client.QueryAsync(Database, new { sql = text, timeoutMs = 30_000 }, cancellationToken: leaving.Token);
        await Wait.UntilAsync("the statement runs", async token => await IsRunningAsync(marker, token), cancellationToken: Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await UntilGoneAsync(marker);
        Assert.Equal(0, await CountAsync(table));
    }

    [Fact]
    public async Task Query_ClientGoesAwayInTheMiddleOfRows_IsCancelledOnTheServer()
    {
        var marker = NewName("marker");
        using (var message = NewQuery($"{EndlessRows} /* {marker} */"))
        using (var response = await Client.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, Token))
        {
            await (await response.Content.ReadAsStreamAsync(Token)).ReadExactlyAsync(new byte[1 << 20], Token);
            Assert.True(await IsRunningAsync(marker, Token));
        }

        await UntilGoneAsync(marker);
    }

    [Fact]
    public async Task Query_ClientStopsReading_TheServerWaitsRatherThanTheGatewayCollects()
    {
        var marker = NewName("marker");
        using var message = NewQuery($"{EndlessRows} /* {marker} */");
        using (var response = await Client.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, Token))
        {
            await Wait.UntilAsync(
                "the server waits for its client to read",
                async token =>
                {
                    foreach (var (server, session) in await Servers.FindRunningAsync(marker, token))
                    {
                        return await WaitsForItsClientAsync(server, session, token);
                    }

                    return false;
                },
                cancellationToken: Token);
        }

        await UntilGoneAsync(marker);
    }

    [Fact]
    public async Task Query_ErrorAfterTheFirstByte_AbortsTheConnection()
    {
        using var message = NewQuery(FailingAt(100_000));
        using var response = await Client.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.Equal(200, (int)response.StatusCode);
        var stream = await response.Content.ReadAsStreamAsync(Token);
        var received = new MemoryStream();

        var error = await Assert.ThrowsAnyAsync<Exception>(() => stream.CopyToAsync(received, Token));

        Assert.True(error is HttpRequestException or IOException, error.ToString());
        Assert.InRange(received.Length, 100_000, 100_000_000);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(received.ToArray()));
    }

    [Fact]
    public async Task Query_ErrorBeforeTheFirstByte_IsAProblem()
    {
        using var message = NewQuery(FailingAt(10));

        Assert.Equal(FailureState, (string?)Problem.Is(await Client.SendAsync(message, Token), 400, "sql-error")["sqlstate"]);
    }

    [Fact]
    public async Task Query_AfterAbortedAnswers_ServesTheNext()
    {
        for (var i = 0; i < 5; i++)
        {
            using var message = NewQuery(FailingAt(20_000));
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => Client.SendAsync(message, Token));
        }

        Assert.Equal("1", $"{(await SucceedAsync("select 1 as v")).Value("v")}");
    }

    [Fact]
    public async Task Query_BodyThatNeverEnds_IsGivenUpWithTheConnection()
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(Shared.Gateway.BaseAddress.Host, Shared.Gateway.BaseAddress.Port, Token);
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST {QueryPath} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{\"sql\":"),
            Token);
        client.Client.LingerState = new System.Net.Sockets.LingerOption(true, 0);
        client.Close();

        Assert.Equal(200, (await SucceedAsync("select 1")).Status);
        Assert.DoesNotContain("failed unexpectedly", await Shared.Gateway.ReadLogAsync(Token), StringComparison.Ordinal);
    }

    private async ValueTask<bool> IsRunningAsync(string marker, CancellationToken cancellationToken) =>
        (await Servers.FindRunningAsync(marker, cancellationToken)).Count > 0;

    private Task UntilGoneAsync(string marker) => Wait.UntilAsync(
        "the statement is gone from the servers", async token => !await IsRunningAsync(marker, token), Soon, cancellationToken: Token);
}
