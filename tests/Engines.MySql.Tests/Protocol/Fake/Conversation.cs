using System.Globalization;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>What a client asks on one connection, always the same, whatever it is answered.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Steps">What is asked, one after the other.</param>
internal sealed record Conversation(string Name, params Func<IServerConnection, CancellationToken, Task<List<Answer>>>[] Steps)
{
    /// <summary>Connects, asks everything, and returns what was answered, line by line.</summary>
    public async Task<List<string>> RunAsync(ConnectionTarget target, CancellationToken token)
    {
        await using var connection = await Client.ConnectAsync(target, token);
        List<string> lines = [$"{connection.ServerVersion} {connection.ThreadId}"];
        foreach (var step in Steps)
        {
            try
            {
                foreach (var answer in await step(connection, token))
                {
                    lines.AddRange(Describe(answer));
                }
            }
            catch (ServerErrorException e)
            {
                lines.Add(e.Error.ToString());
            }
        }

        return lines;
    }

    /// <summary>Runs SQL as text.</summary>
    public static Func<IServerConnection, CancellationToken, Task<List<Answer>>> Query(string sql) =>
        (connection, token) => connection.AskAsync(sql, token);

    /// <summary>Prepares and runs SQL, with as many integers as the server says that it has parameters.</summary>
    public static Func<IServerConnection, CancellationToken, Task<List<Answer>>> Prepared(string sql) =>
        async (connection, token) =>
        {
            var statement = await connection.PrepareAsync(sql, token);
            var parameters = Enumerable.Range(1, statement.ParameterCount).Select(value => ConnectionExtensions.Of(value));
            return await connection.AskAsync(ServerCommand.Execute(statement, parameters.ToArray()), token);
        };

    /// <summary>Sends a command.</summary>
    public static Func<IServerConnection, CancellationToken, Task<List<Answer>>> Command(ServerCommand command) =>
        (connection, token) => connection.AskAsync(command, token);

    /// <summary>Sends all in one write.</summary>
    public static Func<IServerConnection, CancellationToken, Task<List<Answer>>> Together(params string[] sql) =>
        async (connection, token) =>
        {
            await connection.SendAsync(sql.Select(ServerCommand.Query).ToArray(), token);
            List<Answer> answers = [];
            foreach (var _ in sql)
            {
                answers.AddRange(await connection.ReadAllAsync(token));
            }

            return answers;
        };

    private static IEnumerable<string> Describe(Answer answer)
    {
        yield return string.Join(' ', answer.Header.Columns);
        foreach (var row in answer.Rows)
        {
            yield return string.Join('|', row.Select(value => value ?? "NULL"));
        }

        var end = answer.End;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{end.Kind} {end.Error} {end.AffectedRows} {end.LastInsertId} {end.Warnings} {end.MoreResults} {end.InTransaction}");
        yield return $"{end.Gtids} {end.Schema} {end.TransactionState} {string.Join(' ', end.Variables)}";
    }
}
