using System.Text;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>What tests do with a connection, in one call.</summary>
internal static class ConnectionExtensions
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Runs SQL as text and returns all its answers.</summary>
    public static async Task<List<Answer>> QueryAllAsync(this IServerConnection connection, string sql)
    {
        await connection.SendAsync(new[] { ServerCommand.Query(sql) }, Token);
        return await connection.ReadAllAsync();
    }

    /// <summary>Runs SQL that has one answer, which must not be an error.</summary>
    public static async Task<Answer> QueryAsync(this IServerConnection connection, string sql) =>
        Assert.Single(await connection.QueryAllAsync(sql)).Succeeded();

    /// <summary>Prepares and runs a statement with one answer, which must not be an error.</summary>
    public static async Task<Answer> ExecuteAsync(
        this IServerConnection connection, string sql, params BoundParameter[] parameters)
    {
        var statement = await connection.PrepareAsync(sql, Token);
        await connection.SendAsync(new[] { ServerCommand.Execute(statement, parameters) }, Token);
        return Assert.Single(await connection.ReadAllAsync()).Succeeded();
    }

    /// <summary>The first value of the first row.</summary>
    public static async Task<string?> ScalarAsync(this IServerConnection connection, string sql) =>
        (await connection.QueryAsync(sql)).Rows[0][0];

    /// <summary>Every answer of one command.</summary>
    public static async Task<List<Answer>> ReadAllAsync(this IServerConnection connection, CancellationToken? token = null)
    {
        List<Answer> answers = [];
        do
        {
            answers.Add(await connection.ReadAnswerAsync(token));
        }
        while (answers[^1].End.MoreResults);
        return answers;
    }

    /// <summary>One answer, with its rows if it has any.</summary>
    public static async Task<Answer> ReadAnswerAsync(this IServerConnection connection, CancellationToken? token = null)
    {
        var header = await connection.ReadReplyAsync(token ?? Token);
        List<IReadOnlyList<string?>> rows = [];
        if (header.Kind != ReplyKind.Rows)
        {
            return new Answer(header, rows, header);
        }

        while (true)
        {
            if (await connection.ReadRowAsync(token ?? Token) is { } end)
            {
                return new Answer(header, rows, end);
            }

            var row = new string?[header.Columns.Count];
            for (var i = 0; i < row.Length; i++)
            {
                // Latin-1 keeps every byte; texts are told apart by the tests.
                row[i] = connection.TryGetValue(i, out var text) ? Decode(text) : null;
            }

            rows.Add(row);
        }
    }

    private static string Decode(ReadOnlySpan<byte> text)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(text);
        }
        catch (DecoderFallbackException)
        {
            return "bytes:" + Convert.ToHexString(text);
        }
    }

    /// <summary>A parameter of text.</summary>
    public static BoundParameter Text(string text) => new() { Type = ParameterType.Text, Data = Encoding.UTF8.GetBytes(text) };

    /// <summary>A parameter whose value is written as text, of any type.</summary>
    public static BoundParameter Of(ParameterType type, string text) => new() { Type = type, Data = Encoding.UTF8.GetBytes(text) };

    /// <summary>A parameter of an integer.</summary>
    public static BoundParameter Of(long value) => new() { Type = ParameterType.Int64, Bits = value };
}
