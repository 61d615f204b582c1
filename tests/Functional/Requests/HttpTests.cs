using System.Net.Http.Headers;
using System.Text;

namespace CausalGateway.Functional.Requests;

/// <summary>Addresses, methods, media types and the headers of a request.</summary>
public sealed class HttpTests(PostgresGateway shared) : GatewayTests(shared)
{
    private const string Select = """{"sql":"select 1 as v"}""";

    [Theory]
    [InlineData("/v1/nosuch/query")]
    [InlineData("/v1/nosuch/explain")]
    [InlineData("/v1/..%2fapp/query")]
    [InlineData("/v1/app%20/query")]
    [InlineData("/v1/127.0.0.1/query")]
    public async Task Post_UnknownDatabase_IsUnknownDatabase(string path) =>
        Problem.Is(await Client.PostAsync(path, Select, cancellationToken: Token), 404, "unknown-database");

    [Fact]
    public async Task Topology_UnknownDatabase_IsUnknownDatabase() =>
        Problem.Is(await Client.GetAsync("/v1/nosuch/topology", Token), 404, "unknown-database");

    [Theory]
    [InlineData("GET", "/v1/app/query")]
    [InlineData("PUT", "/v1/app/query")]
    [InlineData("DELETE", "/v1/app/query")]
    [InlineData("POST", "/v1/app/topology")]
    [InlineData("POST", "/healthz")]
    [InlineData("GET", "/nosuch")]
    [InlineData("GET", "/favicon.ico")]
    [InlineData("POST", "/v1/app/query/more")]
    [InlineData("POST", "/v1//query")]
    [InlineData("POST", "/v2/app/query")]
    public async Task AnyMethod_UnknownRoute_IsNotFoundProblem(string method, string path)
    {
        using var message = new HttpRequestMessage(new HttpMethod(method), path);
        message.Headers.Add("X-Request-Id", "route-1");

        Problem.Is(await Client.SendAsync(message, Token), 404, "not-found");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("text/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    [InlineData("application/jsonp")]
    public async Task Query_WrongMediaType_IsUnsupportedMediaType(string? mediaType) =>
        Problem.Is(await PostAsAsync(mediaType), 415, "unsupported-media-type");

    [Fact]
    public async Task Query_CompressedBody_IsUnsupportedMediaType() =>
        Problem.Is(await PostAsAsync("application/json", encoding: "gzip"), 415, "unsupported-media-type");

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("APPLICATION/JSON")]
    [InlineData("application/vnd.api+json")]
    public async Task Query_AnyJsonMediaType_IsTaken(string mediaType) =>
        Assert.Equal(200, (await PostAsAsync(mediaType)).Status);

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/csv")]
    [InlineData("application/x-ndjson")]
    [InlineData("application/json;q=0")]
    [InlineData("application/xml, image/*")]
    public async Task Query_AcceptsNothingOfOurs_IsNotAcceptable(string accept) =>
        Problem.Is(await PostAsAsync("application/json", accept: accept), 406, "not-acceptable");

    [Theory]
    [InlineData("*/*")]
    [InlineData("application/*")]
    [InlineData("text/html, application/json;q=0.1")]
    [InlineData("text/csv;q=0.9, */*;q=0.1")]
    public async Task Query_AcceptsJson_IsAnswered(string accept)
    {
        var answer = await PostAsAsync("application/json", accept: accept);

        Assert.Equal(200, answer.Status);
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
    }

    [Theory]
    [InlineData("session", "session")]
    [InlineData("eventual", "eventual")]
    [InlineData("strong", "strong")]
    public async Task Query_LevelInTheHeader_IsTheLevel(string header, string level)
    {
        var answer = await PostWithAsync(Select, ("Causal-Consistency", header));

        Assert.Equal(level, (string?)answer.Served["level"]);
    }

    [Theory]
    [InlineData("bounded; max-staleness=500")]
    [InlineData("bounded")]
    [InlineData("Strong")]
    [InlineData("nonsense")]
    [InlineData("session, strong")]
    public async Task Query_HeaderThatIsNoLevel_IsInvalidRequest(string header) =>
        Problem.Is(await PostWithAsync(Select, ("Causal-Consistency", header)), 400, "invalid-request");

    [Fact]
    public async Task Query_LevelInHeaderAndMember_TheMemberWins()
    {
        var answer = await PostWithAsync("""{"sql":"select 1","consistency":"eventual"}""", ("Causal-Consistency", "strong"));

        Assert.Equal("eventual", (string?)answer.Served["level"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(128)]
    public async Task Query_SessionKeyOfAnAllowedLength_ComesBack(int length)
    {
        var key = NewName("s").PadRight(length, '~')[..length];
        var answer = await PostAsync(Select, session: key);

        Assert.Equal(key, answer.Session);
        Assert.Equal(key, answer.Headers["Causal-Session"]);
    }

    [Fact]
    public async Task Query_SessionKeyWithEveryPrintableCharacter_ComesBack()
    {
        var key = string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)).Trim();
        var answer = await PostAsync(Select, session: key);

        Assert.Equal(key, answer.Session);
    }

    [Fact]
    public async Task Query_SessionKeyTooLong_IsInvalidRequest() =>
        Problem.Is(await PostAsync(Select, session: new string('k', 129)), 400, "invalid-request");

    [Fact]
    public async Task Query_TwoSessionKeys_IsInvalidRequest() =>
        Problem.Is(await PostRawAsync("Causal-Session: one\r\nCausal-Session: two\r\n"), 400, "invalid-request");

    [Fact]
    public async Task Query_EmptySessionKey_IsInvalidRequest() =>
        Problem.Is(await PostRawAsync("Causal-Session: \r\n"), 400, "invalid-request");

    [Fact]
    public async Task Query_SessionKeyBeyondAscii_IsInvalidRequest() =>
        Problem.Is(await PostRawAsync("Causal-Session: clé\r\n"), 400, "invalid-request");

    [Theory]
    [InlineData("my-id-1")]
    [InlineData("!~#")]
    public async Task Query_RequestId_ComesBackInHeaderAndProblem(string id)
    {
        var answer = await PostWithAsync(Select, ("X-Request-Id", id));
        var problem = Problem.Is(await PostWithAsync("{}", ("X-Request-Id", id)), 400, "invalid-request");

        Assert.Equal(id, answer.Headers["X-Request-Id"]);
        Assert.Equal(id, (string?)problem["requestId"]);
    }

    [Fact]
    public async Task Query_RequestIdThatIsUnfit_IsReplaced()
    {
        var answer = await PostWithAsync(Select, ("X-Request-Id", new string('i', 129)));

        Assert.InRange(answer.Headers["X-Request-Id"].Length, 1, 128);
        Assert.NotEqual(answer.Headers["X-Request-Id"], (await PostAsync(Select)).Headers["X-Request-Id"]);
    }

    [Theory]
    [InlineData("/v1/app/topology")]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Get_AnyAddress_IsNotStoredAndHasTheRequestsId(string path)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, path);
        message.Headers.Add("X-Request-Id", "get-1");
        var answer = await Client.SendAsync(message, Token);

        Assert.Equal(200, answer.Status);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Equal("get-1", answer.Headers.GetValueOrDefault("X-Request-Id"));
    }

    [Fact]
    public async Task Explain_RequestId_ComesBack()
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"/v1/{Database}/explain")
        {
            Content = new StringContent(Select, new MediaTypeHeaderValue("application/json")),
        };
        message.Headers.Add("X-Request-Id", "explain-1");

        Assert.Equal("explain-1", (await Client.SendAsync(message, Token)).Headers.GetValueOrDefault("X-Request-Id"));
    }

    private Task<GatewayAnswer> PostRawAsync(string headers) => RawHttp.PostAsync(
        Shared.Gateway.BaseAddress, QueryPath, Encoding.UTF8.GetBytes(headers), Encoding.UTF8.GetBytes(Select), Token);

    private async Task<GatewayAnswer> PostWithAsync(string json, params (string Name, string Value)[] headers)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, QueryPath)
        {
            Content = new StringContent(json, new MediaTypeHeaderValue("application/json")),
        };
        foreach (var (name, value) in headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(message, Token);
    }

    private async Task<GatewayAnswer> PostAsAsync(string? mediaType, string? accept = null, string? encoding = null)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Select));
        if (mediaType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        }

        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        using var message = new HttpRequestMessage(HttpMethod.Post, QueryPath) { Content = content };
        if (accept is not null)
        {
            message.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await Client.SendAsync(message, Token);
    }
}
