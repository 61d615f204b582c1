using System.Text;

namespace CausalGateway.Functional.Requests;

/// <summary>Bodies that are not JSON, or not the JSON of a request.</summary>
public sealed class BodyTests(PostgresGateway shared) : GatewayTests(shared)
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("\"select 1\"")]
    [InlineData("select 1")]
    [InlineData("""{"sql":"select 1" """)]
    [InlineData("""{"sql":"select 1",}""")]
    [InlineData("""{'sql':'select 1'}""")]
    [InlineData("""{sql:"select 1"}""")]
    [InlineData("""{"sql":"select 1"} x""")]
    [InlineData("""{"sql":"select 1"}{"sql":"select 2"}""")]
    [InlineData("""[{"sql":"select 1"}]""")]
    [InlineData("""{"sql":"select 1" /* comment */}""")]
    [InlineData("""{"sql":"select $1","params":[1,]}""")]
    [InlineData("""{"sql":"select $1","params":[01]}""")]
    [InlineData("""{"sql":"select $1","params":[1e]}""")]
    [InlineData("""{"sql":"select $1","params":[NaN]}""")]
    [InlineData("""{"sql":"select $1","params":[+1]}""")]
    [InlineData("""{"sql":"select $1","params":[0x1]}""")]
    [InlineData("""{"sql":"select '\u12'"}""")]
    [InlineData("""{"sql":"select '\x41'"}""")]
    [InlineData("{\"sql\":\"select '\t'\"}")]
    [InlineData("\uFEFF{\"sql\":\"select 1\"}")]
    public async Task Query_MalformedJson_IsInvalidRequest(string body) =>
        Problem.Is(await PostAsync(body), 400, "invalid-request");

    [Fact]
    public async Task Query_MalformedJson_TellsWhere()
    {
        var problem = Problem.Is(await PostAsync("{\n\"sql\": nonsense}"), 400, "invalid-request");

        Assert.Contains("line 2", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_NestedTooDeeply_IsInvalidRequest()
    {
        var body = $$"""{"sql":"select $1","params":[{{new string('[', 1000)}}{{new string(']', 1000)}}]}""";

        Problem.Is(await PostAsync(body), 400, "invalid-request");
    }

    [Theory]
    [InlineData("""{"sql":"select '\ud800'"}""")]
    [InlineData("""{"sql":"select '\udc00\ud800'"}""")]
    [InlineData("""{"sql":"select $1","params":["\ud800"]}""")]
    [InlineData("""{"sql":"select $1","params":[["\ud800"]],"types":["text[]"]}""")]
    [InlineData("""{"sql":"select $1","params":["a"],"types":["\ud800"]}""")]
    [InlineData("""{"sql":"select 1","\ud800":1}""")]
    [InlineData("""{"sql":"select 1","consistency":"\ud800"}""")]
    public async Task Query_LoneSurrogate_IsInvalidRequest(string body) =>
        Problem.Is(await PostAsync(body), 400, "invalid-request");

    [Theory]
    [InlineData("""{"sql":"select '\u0000'"}""")]
    [InlineData("""{"sql":"select 1\u0000; drop table x"}""")]
    [InlineData("""{"sql":"select $1","params":["\u0000"]}""")]
    [InlineData("""{"sql":"select $1","params":["a\u0000b"],"types":["text"]}""")]
    [InlineData("""{"sql":"select $1","params":[["a\u0000b"]],"types":["text[]"]}""")]
    [InlineData("""{"sql":"select $1","params":["a"],"types":["text\u0000"]}""")]
    public async Task Query_NulInAString_IsInvalidRequest(string body) =>
        Problem.Is(await PostAsync(body), 400, "invalid-request");

    [Theory]
    [InlineData("{\"sql\":\"select '\xFF'\"}")]
    [InlineData("{\"sql\":\"select '\xC3'\"}")]
    [InlineData("{\"sql\":\"select '\xED\xA0\x80'\"}")]
    [InlineData("{\"sql\":\"select $1\",\"params\":[\"\xC0\xAF\"]}")]
    [InlineData("{\"sql\":\"select $1\",\"params\":[[\"\xFF\"]],\"types\":[\"text[]\"]}")]
    [InlineData("{\"sql\":\"select $1\",\"params\":[{\"a\":\"\xFF\"}],\"types\":[\"jsonb\"]}")]
    [InlineData("{\"sql\":\"select 1\",\"\xFF\":1}")]
    public async Task Query_InvalidUtf8_IsInvalidRequest(string latin1)
    {
        var answer = await RawHttp.PostAsync(
            Shared.Gateway.BaseAddress, QueryPath, [], Encoding.Latin1.GetBytes(latin1), Token);

        Problem.Is(answer, 400, "invalid-request");
    }

    [Fact]
    public async Task Query_EscapesAndSpaces_AreOnlyJson()
    {
        var answer = await PostAsync(" \n{ \"\\u0073ql\" :\r\n\t\"select '\\ud83d\\ude00' as v\" } \n");

        Assert.Equal("😀", (string?)answer.Value("v"));
    }

    [Fact]
    public async Task Query_BodyOverTheLimitWithItsLength_IsTooLarge()
    {
        // Without the question the gateway answers and closes while the body is still being sent.
        using var message = new HttpRequestMessage(HttpMethod.Post, QueryPath) { Content = LargeBody(chunked: false) };
        message.Headers.ExpectContinue = true;

        Problem.Is(await Client.SendAsync(message, Token), 413, "too-large");
    }

    [Fact]
    public async Task Query_BodyOverTheLimitInChunks_IsTooLarge()
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, QueryPath) { Content = LargeBody(chunked: true) };
        message.Headers.TransferEncodingChunked = true;

        Problem.Is(await Client.SendAsync(message, Token), 413, "too-large");
    }

    [Fact]
    public async Task Explain_BodyOverTheLimit_IsTooLarge()
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"/v1/{Database}/explain") { Content = LargeBody(chunked: false) };
        message.Headers.ExpectContinue = true;

        Problem.Is(await Client.SendAsync(message, Token), 413, "too-large");
    }

    private static StreamContent LargeBody(bool chunked)
    {
        var bytes = Encoding.UTF8.GetBytes($$"""{"sql":"select '{{new string('x', SharedGateway.MaxBodyBytes)}}'"}""");
        var content = new StreamContent(new MemoryStream(bytes));
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentLength = chunked ? null : bytes.Length;
        return content;
    }
}
