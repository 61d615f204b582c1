using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Functional.Configuration;

/// <summary>The way from the gateway to MySQL and MariaDB, encrypted and verified.</summary>
public abstract class MySqlFamilyTlsTests(SharedGateway shared) : GatewayTests(shared)
{
    private const string CipherSql = "show session status like 'Ssl_cipher'";

    private string Authority => ((BinlogCluster)Servers.Cluster).AuthorityFile;

    [Fact]
    public async Task Query_NothingSaidOfTls_IsEncryptedWhereTheServerCan() =>
        Assert.StartsWith("TLS_", (string?)(await SucceedAsync(CipherSql)).Value("Value"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Required", false)]
    [InlineData("VerifyCA", true)]
    [InlineData("VerifyFull", true)]
    public async Task Query_TlsDemanded_IsEncrypted(string mode, bool withAuthority)
    {
        await using var gateway = await StartAsync(withAuthority ? $"SSL Mode={mode};SSL CA={Authority}" : $"SSL Mode={mode}");
        await gateway.UntilHealthAsync("up", Token);

        var answer = await gateway.Client.QueryAsync(Database, new { sql = CipherSql }, cancellationToken: Token);

        Assert.True(answer.IsSuccess, answer.Body);
        Assert.StartsWith("TLS_", (string?)answer.Value("Value"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VerifyCA")]
    [InlineData("VerifyFull")]
    public async Task Query_CertificateOfAStranger_NoServerIsUsed(string mode)
    {
        await using var gateway = await StartAsync($"SSL Mode={mode}", waitUntilReady: false);
        await gateway.UntilHealthAsync("down", Token);

        var answer = await gateway.Client.QueryAsync(Database, new { sql = "select 1" }, cancellationToken: Token);

        Problem.Is(answer, 503, "no-server");
        var topology = await gateway.TopologyAsync(Token);
        Assert.All(topology.Values, server => Assert.Contains("certificate", (string)server["error"]!, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Query_TlsForbidden_IsPlainWhereThePasswordAllowsIt()
    {
        await using var gateway = await StartAsync("SSL Mode=None;AllowPublicKeyRetrieval=true");
        await gateway.UntilHealthAsync("up", Token);

        var answer = await gateway.Client.QueryAsync(Database, new { sql = CipherSql }, cancellationToken: Token);

        Assert.True(answer.IsSuccess, answer.Body);
        Assert.Equal("", (string?)answer.Value("Value"));
    }

    private Task<GatewayProcess> StartAsync(string settings, bool waitUntilReady = true) => Servers.StartGatewayAsync(
        waitUntilReady,
        new Dictionary<string, object?>
        {
            ["Connection"] = $"{Servers.ConnectionOf("app")};{settings}",
            ["Monitor"] = Servers.Monitor,
        });
}
