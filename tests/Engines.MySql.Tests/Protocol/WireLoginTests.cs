using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>The way to a connection: TLS, authentication, and what is refused, on a real server.</summary>
public abstract class WireLoginTests(WireServer server)
{
    private protected WireServer Server => server;

    [Theory]
    [InlineData(nameof(TlsMode.None), false)]
    [InlineData(nameof(TlsMode.Preferred), true)]
    [InlineData(nameof(TlsMode.Required), true)]
    [InlineData(nameof(TlsMode.VerifyCa), true)]
    [InlineData(nameof(TlsMode.VerifyFull), true)]
    public async Task Connect_TlsMode_IsKept(string mode, bool encrypted)
    {
        var target = server.Root with { Tls = Enum.Parse<TlsMode>(mode), CertificateAuthorityFile = server.AuthorityFile };
        await using var connection = await WireServer.ConnectAsync(target);
        var cipher = (await connection.QueryAsync("show session status like 'Ssl_cipher'")).Rows[0][1];
        Assert.Equal(encrypted, cipher!.Length > 0);
    }

    [Fact]
    public async Task Connect_UnknownAuthority_IsRefused()
    {
        foreach (var mode in new[] { TlsMode.VerifyCa, TlsMode.VerifyFull })
        {
            await FailsByTlsAsync(server.Root with { Tls = mode });
        }
    }

    [Fact]
    public async Task Connect_AuthorityFileMissing_SaysSo()
    {
        var error = await FailsByTlsAsync(server.Root with { Tls = TlsMode.VerifyFull, CertificateAuthorityFile = "/no/such/file.pem" });
        Assert.Contains("authorities", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_CertificateOfAnotherHost_OnlyVerifyFullRefuses()
    {
        // The same address, written in a way that is not in the certificate.
        var target = server.Root with { Host = "::ffff:127.0.0.1", CertificateAuthorityFile = server.AuthorityFile };
        var error = await FailsByTlsAsync(target with { Tls = TlsMode.VerifyFull });
        Assert.DoesNotContain("127.0.0.1", error.Message, StringComparison.Ordinal);
        await using (await WireServer.ConnectAsync(target with { Tls = TlsMode.VerifyCa }))
        {
        }
    }

    [Fact]
    public async Task Connect_NobodyListens_IsUnreachable()
    {
        using var taken = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        taken.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        var port = ((System.Net.IPEndPoint)taken.LocalEndPoint!).Port;
        var error = await Assert.ThrowsAsync<DriverException>(() => WireServer.ConnectAsync(server.Root with { Port = port }));
        Assert.Equal(DriverFailure.Unreachable, error.Failure);
    }

    [Fact]
    public async Task Connect_WrongPassword_IsTheServersRefusal()
    {
        var error = await Assert.ThrowsAsync<ServerErrorException>(() => WireServer.ConnectAsync(server.As("root", "wrong")));
        Assert.Equal((1045, "28000"), (error.Error.Number, error.Error.SqlState));
    }

    [Fact]
    public async Task Connect_UnknownDatabase_IsTheServersRefusal()
    {
        var error = await Assert.ThrowsAsync<ServerErrorException>(
            () => WireServer.ConnectAsync(server.Root with { Database = "no_such_database" }));
        Assert.Equal(1049, error.Error.Number);
    }

    [Fact]
    public async Task Connect_TextIsUtf8Mb4()
    {
        await using var connection = await server.ConnectAsync();
        Assert.Equal(
            ["utf8mb4", "utf8mb4", "utf8mb4"],
            (await connection.QueryAsync("select @@character_set_client, @@character_set_connection, @@character_set_results")).Rows[0]);
    }

    [Fact]
    public async Task Connect_PasswordOfManyLengths_IsAccepted()
    {
        await using var root = await server.ConnectAsync();
        foreach (var password in new[] { "", "x", "pä🙂", new string('p', 31), new string('q', 32), new string('r', 100) })
        {
            var user = $"u{root.ThreadId}_{password.Length}";
            await root.QueryAsync($"create user {user}@'127.0.0.1' identified by '{password}'");
            try
            {
                await using var connection = await WireServer.ConnectAsync(server.As(user, password) with { Database = null });
                Assert.Equal($"{user}@127.0.0.1", await connection.ScalarAsync("select current_user()"));
            }
            finally
            {
                await root.QueryAsync($"drop user {user}@'127.0.0.1'");
            }
        }
    }

    private static async Task<DriverException> FailsByTlsAsync(ConnectionTarget target)
    {
        var error = await Assert.ThrowsAsync<DriverException>(() => WireServer.ConnectAsync(target));
        Assert.Equal(DriverFailure.Tls, error.Failure);
        return error;
    }
}
