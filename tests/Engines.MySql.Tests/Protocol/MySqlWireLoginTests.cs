using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

public sealed class MySqlWireLoginTests(MySqlWireFixture fixture) : WireLoginTests(fixture.Server)
{
    private static readonly string Password = "secret";

    [Fact]
    public async Task Connect_Version_IsMySql()
    {
        await using var connection = await Server.ConnectAsync();
        Assert.DoesNotContain("MariaDB", connection.ServerVersion, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(connection.ServerVersion, await connection.ScalarAsync("select @@version"));
        Assert.True(Version.Parse(connection.ServerVersion.Split('-')[0]) >= new Version(8, 4));
        Assert.DoesNotContain("MariaDB", await connection.ScalarAsync("select @@version_comment"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task CachingSha2_NotCachedWithoutTls_NeedsTheKey()
    {
        await using var root = await Server.ConnectAsync();
        var user = $"sha2_{root.ThreadId}";
        await root.QueryAsync($"create user {user}@'127.0.0.1' identified with caching_sha2_password by '{Password}'");
        try
        {
            var plain = Server.As(user, Password, TlsMode.None) with { Database = null };
            var refused = await Assert.ThrowsAsync<DriverException>(() => WireServer.ConnectAsync(plain));
            Assert.Equal(DriverFailure.Tls, refused.Failure);
            Assert.Contains("AllowPublicKeyRetrieval", refused.Message, StringComparison.Ordinal);

            await using (await WireServer.ConnectAsync(plain with { AllowPublicKeyRetrieval = true }))
            {
            }

            // The server has it cached: nothing secret has to be sent.
            await using (await WireServer.ConnectAsync(plain))
            {
            }

            await root.QueryAsync("flush privileges");
            var file = await WriteKeyAsync(root);
            try
            {
                await using var connection = await WireServer.ConnectAsync(plain with { ServerPublicKeyFile = file });
                Assert.Equal($"{user}@127.0.0.1", await connection.ScalarAsync("select current_user()"));
            }
            finally
            {
                File.Delete(file);
            }

            await root.QueryAsync("flush privileges");
            await using (await WireServer.ConnectAsync(plain with { Tls = TlsMode.Required }))
            {
            }
        }
        finally
        {
            await root.QueryAsync($"drop user {user}@'127.0.0.1'");
        }
    }

    [Fact]
    public async Task Connect_OtherMethod_IsNamed()
    {
        await using var root = await Server.ConnectAsync();
        var user = $"other_{root.ThreadId}";
        await root.QueryAsync($"create user {user}@'127.0.0.1' identified with sha256_password by '{Password}'");
        try
        {
            var error = await Assert.ThrowsAsync<DriverException>(
                () => WireServer.ConnectAsync(Server.As(user, Password) with { Database = null }));
            Assert.Equal(DriverFailure.Unsupported, error.Failure);
            Assert.Contains("sha256_password", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            await root.QueryAsync($"drop user {user}@'127.0.0.1'");
        }
    }

    [Fact]
    public async Task Connect_Attributes_AreShown()
    {
        await using var connection = await WireServer.ConnectAsync(Server.Root with { ProgramName = "a test" });
        Assert.Equal(
            "a test",
            await connection.ScalarAsync(
                "select attr_value from performance_schema.session_connect_attrs where processlist_id = connection_id() and attr_name = 'program_name'"));
    }

    private static async Task<string> WriteKeyAsync(IServerConnection root)
    {
        var key = (await root.QueryAsync("show status like 'Caching_sha2_password_rsa_public_key'")).Rows[0][1];
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, key, TestContext.Current.CancellationToken);
        return file;
    }
}
