using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CausalGateway.Functional.Requests;

/// <summary>Bookmarks that are not this installation's.</summary>
public sealed class BookmarkHeaderTests(PostgresGateway shared) : GatewayTests(shared)
{
    private const string Select = """{"sql":"select 1"}""";

    [Theory]
    [InlineData("garbage")]
    [InlineData("cb1.")]
    [InlineData("cb1..")]
    [InlineData("cb1.AAAA.BBBB")]
    [InlineData("cb2.AAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("cb1.!!!!.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("{}")]
    [InlineData("0/4077FB0")]
    public async Task Query_Garbage_IsInvalidBookmark(string bookmark) =>
        Problem.Is(await PostAsync(Select, bookmark: bookmark), 400, "invalid-bookmark");

    [Fact]
    public async Task Query_EmptyBookmark_IsInvalidBookmark()
    {
        var answer = await RawHttp.PostAsync(
            Shared.Gateway.BaseAddress, QueryPath, "Causal-Bookmark: \r\n"u8.ToArray(), Encoding.UTF8.GetBytes(Select), Token);

        Problem.Is(answer, 400, "invalid-bookmark");
    }

    [Fact]
    public async Task Query_AnyCharacterChanged_IsInvalidBookmark()
    {
        var valid = await NewBookmarkAsync();
        for (var i = 0; i < valid.Length; i += 3)
        {
            var changed = valid.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            Problem.Is(await PostAsync(Select, bookmark: new string(changed)), 400, "invalid-bookmark");
        }
    }

    [Fact]
    public async Task Query_Truncated_IsInvalidBookmark()
    {
        var valid = await NewBookmarkAsync();

        foreach (var length in (int[])[valid.Length - 1, valid.Length - 10, valid.Length / 2, valid.LastIndexOf('.'), 5])
        {
            Problem.Is(await PostAsync(Select, bookmark: valid[..length]), 400, "invalid-bookmark");
        }
    }

    [Fact]
    public async Task Query_Lengthened_IsInvalidBookmark()
    {
        var valid = await NewBookmarkAsync();

        Problem.Is(await PostAsync(Select, bookmark: valid + "A"), 400, "invalid-bookmark");
        Problem.Is(await PostAsync(Select, bookmark: new string('A', 10_000)), 400, "invalid-bookmark");
    }

    [Fact]
    public async Task Query_SignedWithAnothersSecret_IsInvalidBookmark()
    {
        var signed = await SignedPartAsync();

        Problem.Is(await PostAsync(Select, bookmark: Sign(signed, "another secret, of another installation")), 400, "invalid-bookmark");
    }

    [Fact]
    public async Task Query_SignedWithAKeyOfAnotherName_IsInvalidBookmark()
    {
        var payload = Encoding.Latin1.GetString(Base64Url.DecodeFromChars((await SignedPartAsync()).AsSpan("cb1.".Length)));
        Assert.Contains("local", payload, StringComparison.Ordinal);
        var renamed = Encoding.Latin1.GetBytes(payload.Replace("local", "other", StringComparison.Ordinal));

        var problem = Problem.Is(
            await PostAsync(Select, bookmark: Sign("cb1." + Base64Url.EncodeToString(renamed), "of another installation, too")),
            400, "invalid-bookmark");
        Assert.Contains("key", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_OneValidAndOneForged_IsInvalidBookmark()
    {
        var valid = await NewBookmarkAsync();

        Problem.Is(await PostAsync(Select, bookmark: $"{valid}, {valid}x"), 400, "invalid-bookmark");
    }

    [Fact]
    public async Task Query_ForgedWithAWrite_AppliesNothing()
    {
        var table = await CreateTableAsync("id int4");

        Problem.Is(await QueryAsync(new { sql = $"insert into {table} values (1)" }, bookmark: "forged"), 400, "invalid-bookmark");
        Assert.Equal(0, await CountAsync(table));
    }

    [Fact]
    public async Task Explain_Forged_IsInvalidBookmark() =>
        Problem.Is(
            await Client.PostAsync($"/v1/{Database}/explain", Select, bookmark: "forged", cancellationToken: Token),
            400, "invalid-bookmark");

    private async Task<string> NewBookmarkAsync() => (await SucceedAsync("select 1")).Bookmark!;

    private async Task<string> SignedPartAsync()
    {
        var bookmark = await NewBookmarkAsync();
        return bookmark[..bookmark.LastIndexOf('.')];
    }

    private static string Sign(string signed, string secret) =>
        $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed)))}";
}
