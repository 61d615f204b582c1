using System.Globalization;

namespace CausalGateway.Engines.Conformance.MySql;

/// <summary>The SQL that MySQL and MariaDB share.</summary>
internal abstract partial class FamilyDialect : SqlDialect
{
    public override IReadOnlyList<string> Preparation { get; } =
    [
        """
        create procedure write_row(name varchar(64), row_id int, value varchar(200)) sql security invoker
        begin
          set @statement = concat('insert into ', name, ' values (?, ?)'), @id = row_id, @value = value;
          prepare s from @statement;
          execute s using @id, @value;
          deallocate prepare s;
        end
        """,
        """
        create procedure show_and_write_row(name varchar(64), row_id int, value varchar(200)) sql security invoker
        begin
          select 'before' as moment;
          call write_row(name, row_id, value);
          select 'after' as moment;
        end
        """,
        """
        create procedure commit_row(name varchar(64), row_id int, value varchar(200)) sql security invoker
        begin
          start transaction;
          call write_row(name, row_id, value);
          commit;
          select count(*) from parents;
        end
        """,
        """
        create procedure change_two(name varchar(64), first int, second int) sql security invoker
        begin
          set @statement = concat('update ', name, ' set text = ''c'' where id = ?'), @first = first, @second = second;
          prepare s from @statement;
          start transaction;
          execute s using @first;
          do sleep(0.3);
          execute s using @second;
          commit;
          deallocate prepare s;
        end
        """,
        """
        create procedure write_two(name varchar(64), first int, second int) sql security invoker
        begin
          call write_row(name, first, 'a');
          select 'between' as moment;
          call write_row(name, second, 'a');
        end
        """,
        "create table digits (n int primary key)",
        "insert into digits values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)",
        "create table parents (id int primary key, text varchar(200) not null)",
        "insert into parents values (1, 'a'), (2, 'b')",
        """
        create table children (id int primary key, text varchar(200), constraint of_parent foreign key (id) references parents (id),
          constraint not_bad check (text <> 'bad'))
        """,
        "insert into children values (1, 'a')",
        "create database secret",
        "create table secret.hidden (id int primary key, text varchar(200))",
    ];

    public override IReadOnlyList<(string Way, Func<string, int, string, string> Sql)> WaysOfWriting { get; } =
    [
        ("insert", (table, id, text) => $"insert into {table} values ({id}, '{text}')"),
        ("insert or update", (table, id, text) => $"insert into {table} values ({id}, '{text}') on duplicate key update text = 'x'"),
        ("insert of a query", (table, id, text) => $"insert into {table} select {id}, '{text}'"),
        ("replace", (table, id, text) => $"replace into {table} values ({id}, '{text}')"),
        ("procedure", (table, id, text) => $"call write_row('{table}', {id}, '{text}')"),
        ("procedure with results", (table, id, text) => $"call show_and_write_row('{table}', {id}, '{text}')"),
        ("procedure that commits", (table, id, text) => $"call commit_row('{table}', {id}, '{text}')"),
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
        [Mistake.ForbiddenRead] = "select * from secret.hidden",
        [Mistake.ForbiddenWrite] = "insert into secret.hidden values (1, 'a')",
    };

    public override string FromNothing => " from dual";

    public override string Echo => "select ?";

    public override string Parameter(int index) => "?";

    public override string ChangeTwo(string table, int first, int second) => $"call change_two('{table}', {first}, {second})";

    /// <summary>In a condition: a bare SLEEP that is interrupted is an answer of 1 and no error.</summary>
    public override string Sleep(int seconds, string marker) =>
        $"select 1 from dual where sleep({seconds}) = 0 /* {marker} */";

    public override string SlowInsert(string table, int id, string text, int seconds, string marker) =>
        $"insert into {table} select {id}, '{text}' from dual where sleep({seconds}) = 0 /* {marker} */";

    public override string Rows(int count)
    {
        string[] names = ["a", "b", "c", "d", "e", "f", "g"];
        return $"select a.n + 10 * b.n, repeat('x', 100) from {string.Join(", ", names.Select(name => $"digits {name}"))} limit {count}";
    }

    public override string WriteTwice(string table, int first, int second) => $"call write_two('{table}', {first}, {second})";

    public override string CountRunning(string marker) => $"select count(*) {Running(marker)}";

    public override async Task CancelRunningAsync(ServerUnderTest server, string marker)
    {
        while (await server.ScalarAsync($"select id {Running(marker)} limit 1") is { } id)
        {
            await server.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"kill query {id}"));
        }
    }

    private static string Running(string marker) =>
        $"""
        from information_schema.processlist
        where command in ('Query', 'Execute') and info like '%/* {marker} */%' and id <> connection_id()
        """;
}
