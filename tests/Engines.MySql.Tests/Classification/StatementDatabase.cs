using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Protocol;

namespace CausalGateway.Engines.MySql.Tests.Classification;

/// <summary>
/// A connection to a database of its own, with what the statements of <see cref="StatementTable"/> name and the settings that
/// the classifier relies on. The database goes with it.
/// </summary>
internal sealed class StatementDatabase : IAsyncDisposable
{
    /// <summary>
    /// Stored functions that note their calls; names that are built-in where the server can tell, and this database's otherwise.
    /// </summary>
    private static readonly string[] Functions = ["f", "hit", "count", "now", "max", "left", "any", "json_table", "columns", "escape"];

    private StatementDatabase(IServerConnection connection) => Connection = connection;

    public IServerConnection Connection { get; }

    public string Name { get; } = "classification_" + Guid.NewGuid().ToString("N");

    public static async Task<StatementDatabase> CreateAsync(WireServer server)
    {
        var database = new StatementDatabase(await server.ConnectAsync());
        await database.RunAsync(
        [
            "set names utf8mb4, sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00'",
            $"create database {database.Name}",
            $"use {database.Name}",
            .. StatementTable.Tables,
            .. Functions.Select(name =>
                $"create function `{name}`(a int) returns int no sql begin set @hits = coalesce(@hits, 0) + 1; return a; end"),
            "create procedure p(a int) begin end",
        ]);
        return database;
    }

    /// <summary>Runs statements, none of which may fail.</summary>
    public async Task RunAsync(params IEnumerable<string> statements)
    {
        foreach (var sql in statements)
        {
            await Connection.QueryAsync(sql);
        }
    }

    /// <summary>Runs a statement as the gateway does, with NULL for every parameter; gives the error if there is one, and whether rows came.</summary>
    public async Task<(ServerError? Error, bool HasRows)> TryAsync(string sql, int parameters = 0)
    {
        var token = TestContext.Current.CancellationToken;
        if (parameters == 0)
        {
            return Outcome(await Connection.QueryAllAsync(sql));
        }

        var prepared = await Connection.PrepareAsync(sql, token);
        var nulls = Enumerable.Repeat(new BoundParameter { Type = ParameterType.Null }, parameters).ToArray();
        await Connection.SendAsync(new[] { ServerCommand.Execute(prepared, nulls) }, token);
        return Outcome(await Connection.ReadAllAsync());
    }

    /// <summary>What the server knows of a statement without running it; null if it cannot prepare it.</summary>
    public async Task<IPreparedStatement?> TryPrepareAsync(string sql)
    {
        try
        {
            return await Connection.PrepareAsync(sql, TestContext.Current.CancellationToken);
        }
        catch (ServerErrorException)
        {
            return null;
        }
    }

    private static (ServerError? Error, bool HasRows) Outcome(List<Answer> answers) =>
        (answers[^1].End.Error, answers.Any(answer => answer.Header.Kind == ReplyKind.Rows));

    public async ValueTask DisposeAsync()
    {
        if (Connection.IsUsable)
        {
            await RunAsync("set session transaction read write", "rollback", $"drop database {Name}");
        }

        await Connection.DisposeAsync();
    }
}
