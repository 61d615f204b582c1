using System.Text.RegularExpressions;
using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Classification;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Tests.Protocol;

namespace CausalGateway.Engines.MySql.Tests.Classification;

/// <summary>Compares what the classifier believes with what a real server does.</summary>
public abstract partial class ServerClassificationTests
{
    private const int SyntaxError = 1064;

    private static readonly string[] Arguments = ["", "1", "1, 1", "1, 1, 1", "1, 1, 1, 1", "1, 1, 1, 1, 1, 1, 1, 1, 1"];

    private readonly WireServer _server;
    private readonly Dialect _dialect;
    private readonly MySqlStatementClassifier _classifier;

    private protected ServerClassificationTests(WireServer server, Dialect dialect)
    {
        (_server, _dialect) = (server, dialect);
        _classifier = new MySqlStatementClassifier(dialect);
    }

    /// <summary>Names on the list that this version of the server has no more, or not yet.</summary>
    protected abstract HashSet<string> Absent { get; }

    /// <summary>Every word that the server takes for a keyword.</summary>
    protected abstract string KeywordQuery { get; }

    [Fact]
    public async Task Reads_RunReadOnly_Succeed()
    {
        await using var database = await StatementDatabase.CreateAsync(_server);
        await database.RunAsync("set session transaction read only");
        List<string> failures = [];
        foreach (var sql in StatementTable.ReadsOf(_dialect))
        {
            var (error, hasRows) = await database.TryAsync(sql, _classifier.Classify(sql).ParameterCount);
            if (error is not null)
            {
                failures.Add($"{error.Number} {error.Message}: {sql}");
            }
            else if (!hasRows)
            {
                failures.Add($"no rows: {sql}");
            }
        }

        AssertNone(failures);
        Assert.Null(await database.Connection.ScalarAsync("select @hits"));
    }

    [Fact]
    public async Task AllowedNames_AreTheServersOwn()
    {
        await using var database = await StatementDatabase.CreateAsync(_server);
        List<string> unknown = [];
        List<string> untested = [];
        foreach (var name in Allowed().Except(Absent))
        {
            // A call that does not fit the built-in function may fall to a stored one.
            foreach (var arguments in Arguments)
            {
                if (IsNoSuchFunction((await database.TryAsync($"select 1 + {name}({arguments})")).Error))
                {
                    unknown.Add($"{name}({arguments})");
                }
            }

            if ((await database.TryAsync($"select 1 + {name}()")).Error?.Number == SyntaxError && IsRead(name) && !IsCalled(name))
            {
                untested.Add(name);
            }
        }

        AssertNone(unknown);
        AssertNone(untested);
    }

    [Fact]
    public async Task AllowedNames_AwayFromTheParenthesis_AreTheServersOwnOrKnownNotToBe()
    {
        await using var database = await StatementDatabase.CreateAsync(_server);
        List<string> unknown = [];
        foreach (var name in Allowed().Except(Absent).Where(name => !BuiltInFunctions.NeedsAdjacentParenthesis(name)))
        {
            if (IsNoSuchFunction((await database.TryAsync($"select 1 + {name} ()")).Error))
            {
                unknown.Add(name);
            }
        }

        AssertNone(unknown);
    }

    [Fact]
    public async Task Keywords_OnTheServer_AreReservedAsTheClassifierBelieves()
    {
        await using var database = await StatementDatabase.CreateAsync(_server);
        var words = (await database.Connection.QueryAsync(KeywordQuery)).Rows.Select(row => row[0]!).Where(IsWord).ToList();
        List<string> reserved = [];
        foreach (var word in words)
        {
            if ((await database.TryAsync($"create temporary table words ({word} int)")).Error is null)
            {
                await database.RunAsync("drop temporary table words");
            }
            else
            {
                reserved.Add(word);
            }
        }

        Assert.NotEmpty(reserved);
        Assert.Equal(
            reserved.Where(word => !Absent.Contains(word)).Order(StringComparer.Ordinal),
            words.Where(word => Keywords.Find(_dialect, word).IsReserved).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task NeverFunctions_OnTheServer_AreNotCalled()
    {
        await using var database = await StatementDatabase.CreateAsync(_server);
        List<string> called = [];
        foreach (var word in Keywords.Words(Keywords.NeverFunctions).Concat(Keywords.Words(Keywords.Reserved))
            .Concat(Keywords.Words(_dialect == Dialect.MySql ? Keywords.ReservedByMySql : Keywords.ReservedByMariaDb)))
        {
            foreach (var gap in new[] { "", " " })
            {
                if (IsNoSuchFunction((await database.TryAsync($"select 1 + {word}{gap}(1)")).Error))
                {
                    called.Add(word);
                }
            }
        }

        AssertNone(called);
        Assert.Null(await database.Connection.ScalarAsync("select @hits"));
    }

    [Fact]
    public async Task Statements_Prepared_HaveTheParametersAndRowsThatTheClassifierSays()
    {
        await using var database = await StatementDatabase.CreateAsync(_server);
        List<string> failures = [];
        foreach (var (sql, _) in StatementTable.All(_dialect).Where(item => item.Kind is StatementKind.Read or StatementKind.Write))
        {
            var classification = _classifier.Classify(sql);
            if (await database.TryPrepareAsync(sql) is { } prepared
                && (prepared.ParameterCount != classification.ParameterCount
                    || (prepared.ReturnsRows && !classification.ReturnsRows)))
            {
                failures.Add($"{prepared.ParameterCount} parameters, rows {prepared.ReturnsRows}: {sql}");
            }
        }

        AssertNone(failures);
    }

    [Fact]
    public async Task Writes_AllowedInATransaction_LeaveItOpen()
    {
        await using var database = await StatementDatabase.CreateAsync(_server);
        await database.RunAsync("create table mark (a int)", "set session lock_wait_timeout = 1");
        List<string> failures = [];
        foreach (var (sql, _) in StatementTable.All(_dialect).Where(item => item.Kind == StatementKind.Write))
        {
            var classification = _classifier.Classify(sql);
            if (!classification.AllowedInTransaction || await database.TryPrepareAsync(sql) is null)
            {
                continue;
            }

            await database.RunAsync("start transaction", "insert into mark values (1)");
            await database.TryAsync(sql, classification.ParameterCount);
            await database.RunAsync("rollback");
            if (await database.Connection.ScalarAsync("select count(*) from mark") != "0")
            {
                failures.Add(sql);
                await database.RunAsync("delete from mark");
            }
        }

        AssertNone(failures);
    }

    [Fact]
    public async Task Invalids_WithoutMultipleStatements_AreWhatTheServerRefusesOrTheGatewayForbids()
    {
        await using var database = await StatementDatabase.CreateAsync(_server);
        List<string> accepted = [];
        foreach (var sql in StatementTable.Invalids.Where(sql => sql.Contains(';') || sql.Contains("unterminated")))
        {
            if (await database.TryPrepareAsync(sql) is not null)
            {
                accepted.Add(sql);
            }
        }

        AssertNone(accepted);
    }

    /// <summary>"FUNCTION x does not exist", and the same where the name is also a built-in function's.</summary>
    private static bool IsNoSuchFunction(ServerError? error) => error?.Number is 1305 or 1630;

    private static void AssertNone(List<string> found) => Assert.True(found.Count == 0, string.Join('\n', found));

    private IEnumerable<string> Allowed() =>
        Enum.GetValues<FunctionKind>().SelectMany(BuiltInFunctions.Of(_dialect).OfKind);

    private bool IsRead(string name) => BuiltInFunctions.Of(_dialect).Find(name) is FunctionKind.Read or FunctionKind.LeasedRead;

    /// <summary>Whether a read of the table calls it, which a server has to accept.</summary>
    private bool IsCalled(string name) =>
        StatementTable.ReadsOf(_dialect).Any(sql => Regex.IsMatch(sql, $@"\b{name} ?\("));

    private static bool IsWord(string word) => WordPattern().IsMatch(word);

    [GeneratedRegex("^[a-z0-9_]+$")]
    private static partial Regex WordPattern();
}
