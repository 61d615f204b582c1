using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Results;
using CausalGateway.Engines.MySql.Statements;
using CausalGateway.Engines.MySql.Tests.Protocol;

namespace CausalGateway.Engines.MySql.Tests.Support;

/// <summary>A connection with the settings that values depend on.</summary>
internal static class PinnedConnection
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Connects as the administrator.</summary>
    /// <param name="server">To where.</param>
    /// <param name="mode">The SQL mode: strict, or empty to let in days that no calendar has.</param>
    public static async Task<IServerConnection> OpenAsync(WireServer server, string mode = "STRICT_ALL_TABLES")
    {
        var connection = await server.ConnectAsync();
        await connection.QueryAsync($"set time_zone = '+00:00', sql_mode = '{mode}'");
        return connection;
    }

    /// <summary>Runs a query as text and gives what its rows became.</summary>
    public static async Task<RecordingSink> ReadAsTextAsync(this IServerConnection connection, string sql)
    {
        await connection.SendAsync(new[] { ServerCommand.Query(sql) }, Token);
        return await PumpAsync(connection);
    }

    /// <summary>Prepares and runs a query, with parameters as a client gives them, and gives what its rows became.</summary>
    public static async Task<RecordingSink> ReadAsync(this IServerConnection connection, string sql, params StatementParameter[] parameters)
    {
        await connection.ExecuteAsync(await connection.PrepareAsync(sql, Token), sql, parameters);
        return await PumpAsync(connection);
    }

    /// <summary>Runs a statement without rows; gives its answer, which may be an error.</summary>
    public static async Task<ServerReply> RunAsync(this IServerConnection connection, string sql, params StatementParameter[] parameters)
    {
        await connection.ExecuteAsync(await connection.PrepareAsync(sql, Token), sql, parameters);
        return await connection.ReadReplyAsync(Token);
    }

    private static ValueTask ExecuteAsync(
        this IServerConnection connection, IPreparedStatement statement, string sql, StatementParameter[] parameters)
    {
        var bound = ParameterBinding.Bind(new StatementRequest
        {
            Sql = sql,
            Classification = new StatementClassification
            {
                Kind = StatementKind.Write, Reason = "a test", ParameterCount = statement.ParameterCount,
            },
            Parameters = parameters,
        });
        return connection.SendAsync(new[] { ServerCommand.Execute(statement, bound) }, Token);
    }

    private static async Task<RecordingSink> PumpAsync(IServerConnection connection)
    {
        var header = await connection.ReadReplyAsync(Token);
        Assert.True(header.Kind == ReplyKind.Rows, header.Error?.Message);
        var sink = new RecordingSink();
        var pumped = await RowPump.RunAsync(connection, header, sink, Token);
        Assert.True(pumped.End.Kind == ReplyKind.Ok, pumped.End.Error?.Message);
        return sink;
    }
}
