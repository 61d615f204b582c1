using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Protocol;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>A real server for tests of the client: where it is, and a way to log in as its administrator.</summary>
/// <param name="port">Where it listens, on 127.0.0.1.</param>
/// <param name="authorityFile">The PEM file of the authority that signed the server's certificate.</param>
public sealed class WireServer(int port, string authorityFile)
{
    internal string AuthorityFile => authorityFile;

    /// <summary>The administrator, who has no password.</summary>
    internal ConnectionTarget Root => As("root");

    internal ConnectionTarget As(string user, string password = "", TlsMode tls = TlsMode.Preferred) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        User = user,
        Password = password,
        Database = "app",
        Tls = tls,
    };

    internal static async Task<IServerConnection> ConnectAsync(ConnectionTarget target) =>
        await new WireConnector().ConnectAsync(target, TestContext.Current.CancellationToken);

    internal Task<IServerConnection> ConnectAsync() => ConnectAsync(Root);
}
