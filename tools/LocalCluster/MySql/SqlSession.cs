using System.Diagnostics;
using System.Text;

namespace CausalGateway.LocalCluster.MySql;

/// <summary>
/// A connection that stays open, to hold locks or a transaction. Statements are for one caller at a time. The server ends it
/// when this is disposed.
/// </summary>
public sealed class SqlSession : IAsyncDisposable
{
    private readonly string _server;
    private readonly Process _client;
    private int _statements;

    internal SqlSession(string server, Process client) => (_server, _client) = (server, client);

    /// <summary>Runs statements and returns once they have ended.</summary>
    /// <exception cref="SqlErrorException">One of them failed, or the connection is gone.</exception>
    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken = default) =>
        await RunAsync(sql, cancellationToken);

    /// <summary>Runs a query and returns its rows; the last one's, if there are several.</summary>
    /// <exception cref="SqlErrorException">It failed, or the connection is gone.</exception>
    public async Task<SqlResult> QueryAsync(string sql, CancellationToken cancellationToken = default)
    {
        var results = await RunAsync(sql, cancellationToken);
        return results is [.., var last] ? last : SqlResult.Empty;
    }

    /// <summary>Closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        // A statement may still be running: the client would wait for its end.
        if (!_client.HasExited)
        {
            _client.Kill(entireProcessTree: true);
        }

        await _client.WaitForExitAsync();
        _client.Dispose();
    }

    private async Task<List<SqlResult>> RunAsync(string sql, CancellationToken cancellationToken)
    {
        // The client prints a row of our own behind the results. The statement itself, which it prints too, must not match.
        var number = ++_statements;
        var marker = $">end-of-{number}<";
        try
        {
            await _client.StandardInput.WriteAsync(
                $"{sql}\n{SqlClient.Delimiter}\nselect concat('end-of-', {number})\n{SqlClient.Delimiter}\n".AsMemory(),
                cancellationToken);
            await _client.StandardInput.FlushAsync(cancellationToken);
        }
        catch (IOException)
        {
            // The client has ended; what it printed last says why.
        }

        var printed = new StringBuilder();
        for (var isMarked = false; !isMarked || !printed.ToString().TrimEnd().EndsWith("</resultset>", StringComparison.Ordinal);)
        {
            var line = await _client.StandardOutput.ReadLineAsync(cancellationToken)
                ?? throw ClientOutput.FindError(printed.ToString())
                    ?? new SqlErrorException($"The connection to {_server} is gone. {printed}");
            printed.Append(line).Append('\n');
            if (ClientOutput.FindError(line) is { Number: >= 2000 and < 3000 } lost)
            {
                // The connection is gone; the client would go on without it, and without a marker.
                throw lost;
            }

            isMarked |= line.Contains(marker, StringComparison.Ordinal);
        }

        var text = printed.ToString();
        if (ClientOutput.FindError(text) is { } error)
        {
            throw error;
        }

        var results = ClientOutput.ReadResults(text);
        results.RemoveAt(results.Count - 1);
        return results;
    }
}
