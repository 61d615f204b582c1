using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Classification;
using CausalGateway.Engines.MySql.Tests.Protocol;
using CausalGateway.Engines.MySql.Tests.Support;
using FsCheck.Fluent;

namespace CausalGateway.Engines.MySql.Tests.Classification;

/// <summary>What a server does with queries that are written to be misread: never more than the classifier says.</summary>
public abstract class ServerClassificationLaws
{
    private const int Cases = 3_000;

    private readonly WireServer _server;
    private readonly MySqlStatementClassifier _classifier;

    private protected ServerClassificationLaws(WireServer server, Dialect dialect) =>
        (_server, _classifier) = (server, new MySqlStatementClassifier(dialect));

    [Fact]
    public async Task Classify_TrickyStatement_SaysNoLessThanTheServerDoes()
    {
        await using var database = await StatementDatabase.CreateAsync(_server);
        await database.RunAsync("insert into t (id, a) values (1, 1), (2, 2)", "set innodb_lock_wait_timeout = 1");
        await using var blocker = await _server.ConnectAsync();
        await blocker.QueryAsync("start transaction");
        await blocker.QueryAsync($"update {database.Name}.t set a = a + 1");
        var accepted = 0;
        await Prop.ForAll(TrickyStatement.Any, async text =>
        {
            var classification = _classifier.Classify(text);
            if (classification.Kind is StatementKind.Read or StatementKind.Write)
            {
                accepted += await RunAsync(database, text, classification) ? 1 : 0;
            }
        }).HoldsAsync(Cases);
        await blocker.QueryAsync("rollback");

        Assert.True(accepted > Cases / 50, $"The server accepted {accepted} statements.");
    }

    /// <summary>Runs the statement, looks at what it left behind, and says whether the server accepted it.</summary>
    private static async Task<bool> RunAsync(StatementDatabase database, string text, StatementClassification classification)
    {
        if (text.Contains('?'))
        {
            if (await database.TryPrepareAsync(text) is not { } prepared)
            {
                return false;
            }

            Assert.Equal(prepared.ParameterCount, classification.ParameterCount);
            Assert.False(prepared.ReturnsRows && !classification.ReturnsRows, $"rows come: {text}");
            return true;
        }

        // The blocker's rows would hold it up.
        var isRead = classification.Kind == StatementKind.Read;
        if (!isRead && text.Contains("from t"))
        {
            return false;
        }

        await database.RunAsync("set @hits = null, @v = null, last_insert_id = 0", isRead ? "start transaction read only" : "begin");
        var (error, hasRows) = await database.TryAsync(text);
        var staysOpen = database.Connection.InTransaction || !classification.AllowedInTransaction;
        await database.RunAsync("rollback");
        var left = (await database.Connection.QueryAsync(
            "select @v is null and is_free_lock('a'), @hits is null, last_insert_id() = 0")).Rows[0];
        Assert.True(staysOpen, $"{classification.Kind} ended the transaction: {text}");
        Assert.True(left[0] == "1", $"{classification.Kind} left something in the session: {text}");
        Assert.True(left[2] == "1" || classification.Command is not ("SELECT" or "WITH" or "VALUES" or "TABLE"), $"made an identity: {text}");
        Assert.False(!classification.ReturnsRows && hasRows, $"rows came: {text}");
        Assert.False(
            classification.Kind == StatementKind.Read && (left[1] != "1" || error?.Number is 1205 or 1792 or 3572),
            $"{classification.Reason}, but {error?.Message ?? "called a stored function"}: {text}");
        return error is null;
    }
}
