using System.Globalization;

namespace CausalGateway.Engines.Conformance.Postgres;

/// <summary>PostgreSQL's SQL.</summary>
internal sealed partial class PostgresDialect : SqlDialect
{
    public override IReadOnlyList<string> Preparation { get; } =
    [
        """
        create procedure write_row(name text, id int, value text) language plpgsql as
          'begin execute format(''insert into %I values ($1, $2)'', name) using id, value; end'
        """,
        """
        create procedure commit_row(name text, id int, value text) language plpgsql as
          'begin execute format(''insert into %I values ($1, $2)'', name) using id, value; commit; end'
        """,
        """
        create procedure commit_two(name text, first int, second int) language plpgsql as
          'begin
             execute format(''insert into %I values ($1, $2)'', name) using first, ''a'';
             commit;
             execute format(''insert into %I values ($1, $2)'', name) using second, ''a'';
             commit;
           end'
        """,
        """
        create function insert_row(name text, id int, value text) returns text language plpgsql as
          'begin execute format(''insert into %I values ($1, $2)'', name) using id, value; return value; end'
        """,
        "create table parents (id int primary key, text varchar(200) not null)",
        "insert into parents values (1, 'a'), (2, 'b')",
        "create table children (id int primary key references parents, text varchar(200) check (text <> 'bad'))",
        "insert into children values (1, 'a')",
        "create table secrets (id int primary key, text varchar(200))",
        "grant all on parents, children to app",
    ];

    public override IReadOnlyList<(string Way, Func<string, int, string, string> Sql)> WaysOfWriting { get; } =
    [
        ("insert", (table, id, text) => $"insert into {table} values ({id}, '{text}')"),
        ("returning", (table, id, text) => $"insert into {table} values ({id}, '{text}') returning id"),
        ("query that writes", (table, id, text) => $"with w as (insert into {table} values ({id}, '{text}') returning *) select id from w"),
        ("function", (table, id, text) => $"select insert_row('{table}', {id}, '{text}')"),
        ("procedure", (table, id, text) => $"call write_row('{table}', {id}, '{text}')"),
        ("procedure that commits", (table, id, text) => $"call commit_row('{table}', {id}, '{text}')"),
        ("block", (table, id, text) => $"do $$ begin insert into {table} values ({id}, '{text}'); end $$"),
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

    public override string Echo => "select $1::text";

    public override string Parameter(int index) => string.Create(CultureInfo.InvariantCulture, $"${index + 1}");

    public override string ChangeTwo(string table, int first, int second) =>
        $"""
        do $$ begin
          update {table} set text = 'c' where id = {first};
          perform pg_sleep(0.3);
          update {table} set text = 'c' where id = {second};
        end $$
        """;

    public override string Sleep(int seconds, string marker) => $"select pg_sleep({seconds}) /* {marker} */";

    public override string SlowInsert(string table, int id, string text, int seconds, string marker) =>
        $"insert into {table} select {id}, '{text}' from (select pg_sleep({seconds})) s /* {marker} */";

    public override string Rows(int count) => $"select n, repeat('x', 100) from generate_series(1, {count}) n";

    public override string CountRunning(string marker) => $"select count(*) from pg_stat_activity where {Running(marker)}";

    public override Task CancelRunningAsync(ServerUnderTest server, string marker) =>
        server.ExecuteAsync($"select pg_cancel_backend(pid) from pg_stat_activity where {Running(marker)}");

    private static string Running(string marker) =>
        $"state = 'active' and pid <> pg_backend_pid() and query like '%/* {marker} */%'";

    public override string WriteTwice(string table, int first, int second) => $"call commit_two('{table}', {first}, {second})";

    public override Task HoldCommitsAsync(ServerUnderTest primary) =>
        RequireStandbyAsync(primary, "alter system set synchronous_standby_names = 'nobody'", "nobody");

    public override Task ReleaseCommitsAsync(ServerUnderTest primary) =>
        RequireStandbyAsync(primary, "alter system reset synchronous_standby_names", "");

    private static async Task RequireStandbyAsync(ServerUnderTest primary, string setting, string value)
    {
        await primary.ExecuteAsync(setting);
        await primary.ExecuteAsync("select pg_reload_conf()");
        await Wait.UntilAsync(
            "the setting is in force",
            async _ => await primary.ScalarAsync("select current_setting('synchronous_standby_names')") == value);
    }
}
