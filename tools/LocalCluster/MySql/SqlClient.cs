using CausalGateway.LocalCluster.Processes;

namespace CausalGateway.LocalCluster.MySql;

/// <summary>
/// SQL through the server's own client program: what tests ask servers does not rest on the code that is tested.
/// </summary>
internal sealed class SqlClient(ToolRunner tools, BinlogDialect dialect)
{
    // What a server that insists on TLS answers to others: MySQL says so, MariaDB denies access.
    private static readonly int[] PlainRefused = [3159, 1045];

    /// <summary>What ends a statement for the client: nothing that occurs in one, so that a server sees them as written.</summary>
    /// <remarks>The client silently cuts it off after 15 characters.</remarks>
    public const string Delimiter = "~end~statement~";

    private string Program => dialect.Programs.Client;

    /// <summary>Runs statements, which may be several with semicolons between, and returns their results.</summary>
    /// <exception cref="SqlErrorException">One of them failed; those after it did not run.</exception>
    public async Task<IReadOnlyList<SqlResult>> RunAsync(
        DatabaseServer server, SqlLogin login, string? database, string sql, CancellationToken cancellationToken)
    {
        // A handshake of TLS costs more than most statements; MySQL sends passwords only behind one.
        var isPlain = login.Password.Length == 0;
        var result = await TryRunAsync(isPlain);
        if (isPlain && PlainRefused.Contains(ClientOutput.FindError(result.Errors)?.Number ?? 0))
        {
            result = await TryRunAsync(isPlain: false);
        }

        return result.Status == 0
            ? ClientOutput.ReadResults(result.Output)
            : throw ClientOutput.FindError(result.Errors)
                ?? new SqlErrorException($"{Program} ended with status {result.Status}: {result.Errors.Trim()}");

        Task<ToolResult> TryRunAsync(bool isPlain)
        {
            List<string> arguments =
                [.. GetArguments(server, login, database), .. isPlain ? dialect.PlainArguments : dialect.TlsArguments];
            return tools.TryRunAsync(server.Folder, Program, arguments, sql, cancellationToken);
        }
    }

    /// <summary>Connects, and stays connected.</summary>
    public async Task<SqlSession> OpenSessionAsync(
        DatabaseServer server, SqlLogin login, string? database, CancellationToken cancellationToken)
    {
        List<string> arguments =
            [.. GetArguments(server, login, database), .. dialect.TlsArguments, "--unbuffered", "--force"];
        var session = new SqlSession(server.Name, tools.StartDialogue(server.Folder, Program, arguments));
        try
        {
            await session.QueryAsync("select connection_id()", cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private static List<string> GetArguments(DatabaseServer server, SqlLogin login, string? database)
    {
        List<string> arguments =
        [
            "--no-defaults", "--protocol=TCP", $"--host={server.Host}", $"--port={server.Port}", $"--user={login.User}",
            "--default-character-set=utf8mb4", "--connect-timeout=10", "--skip-reconnect", "--xml", "--comments", "--binary-mode",
            $"--delimiter={Delimiter}",
        ];
        if (login.Password.Length > 0)
        {
            arguments.Add($"--password={login.Password}");
        }

        if (database is not null)
        {
            arguments.Add($"--database={database}");
        }

        return arguments;
    }
}
