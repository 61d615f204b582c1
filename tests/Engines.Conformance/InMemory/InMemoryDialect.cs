using System.Globalization;

namespace CausalGateway.Engines.Conformance.InMemory;

/// <summary>The SQL of the engine in this process.</summary>
internal sealed class InMemoryDialect : SqlDialect
{
    private const string CountCommand = "count running ";
    private const string CancelCommand = "cancel running ";

    public override IReadOnlyList<string> Preparation { get; } =
    [
        "create table parents (id int primary key, text varchar(200) not null)",
        "insert into parents values (1, 'a')",
        "insert into parents values (2, 'b')",
        "create table children (id int primary key references parents, text varchar(200) forbids 'bad')",
        "insert into children values (1, 'a')",
        "create secret table secrets (id int primary key, text varchar(200))",
    ];

    public override IReadOnlyList<(string Way, Func<string, int, string, string> Sql)> WaysOfWriting { get; } =
    [
        ("insert", (table, id, text) => $"insert into {table} values ({id}, '{text}')"),
        ("returning", (table, id, text) => $"insert into {table} values ({id}, '{text}') returning id"),
        ("procedure", (table, id, text) => $"call write_row('{table}', {id}, '{text}')"),
    ];

    public override IReadOnlyDictionary<Mistake, string> Mistakes { get; } = new Dictionary<Mistake, string>
    {
        [Mistake.Syntax] = "select from from",
        [Mistake.UnknownTable] = "select * from nowhere",
        [Mistake.UnknownColumn] = "select nothing from parents",
        [Mistake.BadValue] = "insert into parents values (99999999999, 'a')",
        [Mistake.Duplicate] = "insert into parents values (1, 'a')",
        [Mistake.MissingParent] = "insert into children values (9, 'a')",
        [Mistake.ChildLeft] = "delete from parents where id = 1",
        [Mistake.NotNull] = "insert into parents values (3, null)",
        [Mistake.Check] = "insert into children values (2, 'bad')",
        [Mistake.ForbiddenRead] = "select * from secrets",
        [Mistake.ForbiddenWrite] = "insert into secrets values (1, 'a')",
    };

    public override IReadOnlyDictionary<Meaning, string[]> Statements { get; } = new Dictionary<Meaning, string[]>
    {
        [Meaning.Read] = ["select * from t", "select id, text from t where id = 1 order by id limit 3"],
        [Meaning.ReadWithFunctions] = ["select lower(text), length(text) from t", "select concat('a', 'b'), 'for update; delete from t' -- for update"],
        [Meaning.ReadOfExpression] = ["select id from (select * from t where id = 1)"],
        [Meaning.Explanation] = ["explain select * from t"],
        [Meaning.Change] = ["insert into t values (1, 'a')", "update t set text = 'b' where id = 1", "/* a */ delete from t where id = 1"],
        [Meaning.LockingRead] = ["select * from t for update", "select * from t for /* */ update"],
        [Meaning.ReadThroughUnknownFunction] = ["select my_function(id) from t"],
        [Meaning.Call] = ["call write_row('t', 1, 'a')"],
        [Meaning.Definition] = ["create table x (id int)", "drop table t"],
        [Meaning.Gibberish] = ["selec 1", "frobnicate the table"],
        [Meaning.TransactionControl] = ["begin", "start transaction", "commit", "rollback", "savepoint a"],
        [Meaning.Setting] = ["set x = 1", "use x"],
        [Meaning.TemporaryTable] = ["create temporary table x (id int)"],
        [Meaning.SessionLock] = ["select get_lock('a', 1)", "lock table t"],
        [Meaning.NamedStatement] = ["prepare p as select 1", "execute p"],
        [Meaning.Nothing] = ["", " ; ", "-- nothing", "/* nothing */"],
        [Meaning.SeveralStatements] = ["select 1; select 2", "select 1; delete from t where id = 1"],
        [Meaning.Unterminated] = ["select 'a", "select 1 /* a"],
    };

    public override IReadOnlyList<(string Expression, string Type, string Calls)> Values { get; } =
    [
        ("true", "boolean", "boolean true"),
        ("-7", "int", "number -7"),
        ("9223372036854775807", "bigint", "exact 9223372036854775807"),
        ("1.50", "decimal", "exact 1.50"),
        ("'é😀'", "text", "text é😀"),
        ("''", "text", "text "),
        ("x'00ff'", "bytes", "bytes AP8="),
        ("null", "null", "null"),
    ];

    public override IReadOnlyList<(string ColumnType, StatementParameter Parameter, string Calls)> StoredParameters { get; } =
    [
        ("boolean", new("true", ParameterKind.Boolean), "boolean true"),
        ("int", new("-7", ParameterKind.Number), "number -7"),
        ("int", new("7", ParameterKind.Text), "number 7"),
        ("bigint", new("9223372036854775807", ParameterKind.Number), "exact 9223372036854775807"),
        ("decimal", new("0.10000000000000000000001", ParameterKind.Number), "exact 0.10000000000000000000001"),
        ("text", new("it's \\ é😀 \"", ParameterKind.Text), "text it's \\ é😀 \""),
        ("text", new("12", ParameterKind.Number), "text 12"),
        ("bytes", new("AP8=", ParameterKind.Text, "bytes"), "bytes AP8="),
        ("json", new("{\"a\":[1,2]}", ParameterKind.JsonObject), "json {\"a\":[1,2]}"),
        ("int", new(null, ParameterKind.Null), "null"),
    ];

    public override string Echo => "select ?";

    /// <summary>The marker whose statements a command is to count, or null if it is another command.</summary>
    public static string? MarkerToCount(string command) => Behind(CountCommand, command);

    /// <summary>The marker whose statements a command is to cancel, or null if it is another command.</summary>
    public static string? MarkerToCancel(string command) => Behind(CancelCommand, command);

    public override string Parameter(int index) => "?";

    public override string ChangeTwo(string table, int first, int second) =>
        $"update {table} set text = sleep(0.3, 'c') where id in ({first}, {second})";

    public override string Sleep(int seconds, string marker) => $"select sleep({seconds}) /* {marker} */";

    public override string SlowInsert(string table, int id, string text, int seconds, string marker) =>
        string.Create(CultureInfo.InvariantCulture, $"insert into {table} values ({id}, sleep({seconds}, '{text}')) /* {marker} */");

    public override string Rows(int count) => $"select n, text from series({count})";

    public override string WriteTwice(string table, int first, int second) => $"call write_two('{table}', {first}, {second})";

    public override string DropBoth(string table, string missing) => $"drop table {missing}";

    public override Task HoldCommitsAsync(ServerUnderTest primary)
    {
        ((MemoryServer)primary).Server.HoldCommits();
        return Task.CompletedTask;
    }

    public override Task ReleaseCommitsAsync(ServerUnderTest primary)
    {
        ((MemoryServer)primary).Server.ReleaseCommits();
        return Task.CompletedTask;
    }

    public override string CountRunning(string marker) => $"{CountCommand}/* {marker} */";

    public override Task CancelRunningAsync(ServerUnderTest server, string marker) =>
        server.ExecuteAsync($"{CancelCommand}/* {marker} */");

    private static string? Behind(string command, string text) =>
        text.StartsWith(command, StringComparison.Ordinal) ? text[command.Length..] : null;
}
