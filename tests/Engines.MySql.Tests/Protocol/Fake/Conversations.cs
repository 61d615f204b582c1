using CausalGateway.Engines.MySql.Driver;
using static CausalGateway.Engines.MySql.Tests.Protocol.Fake.Conversation;

namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>One conversation for each kind of answer, about a table and a procedure of its own.</summary>
internal static class Conversations
{
    /// <summary>What has to be there for the conversations about <paramref name="table"/>.</summary>
    public static string[] Setup(string table) =>
    [
        $"""
        create table {table} (
            id bigint unsigned auto_increment primary key, t tinyint, u smallint unsigned zerofill, i int, f float, d double,
            n decimal(20, 5), v varchar(400), b varbinary(20), j json, dt datetime(6), ts timestamp null, da date, ti time(3),
            y year, bi bit(10), e enum('a', 'b'), s set('x', 'y'), bl longblob)
        """,
        $"""
        insert into {table} values
            (1, -1, 7, -70000, 1.5, -2.5e100, -12345.67890, 'größer', x'00ff', '[1]', '2026-01-31 23:59:59.123456',
             '2026-01-31 23:59:59', '2026-01-31', '-838:59:59', 2026, b'1010101010', 'a', 'x,y', repeat('x', 300)),
            (null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null),
            (null, 0, 0, 0, 0, 0, 0, '', '', '""', '2026-01-31 00:00:00', '2026-01-31 00:00:00', '2026-01-31', '00:00:00',
             1901, b'0', 'b', '', '')
        """,
        $"create procedure {table}_p() begin select 1 as a; select 'x' as b, null as c; update {table} set t = 1; end",
    ];

    public static string[] Cleanup(string table) => [$"drop procedure if exists {table}_p", $"drop table if exists {table}"];

    public static Conversation Login { get; } = new("login", Command(ServerCommand.Ping));

    /// <summary>All that need no other user.</summary>
    public static IReadOnlyList<Conversation> About(string table) =>
    [
        new("text rows", Query($"select * from {table} order by id")),
        new(
            "binary rows",
            Prepared($"select * from {table} where id >= ? order by id"),
            Prepared($"select * from {table} where id >= ? order by id"),
            Prepared($"select id from {table} where id > ? and id < ? + 10")),
        new(
            "changes",
            Query("set session session_track_gtids = own_gtid"),
            Query("set session session_track_system_variables = '*'"),
            Query("set session session_track_transaction_info = 'CHARACTERISTICS'"),
            Query("set session session_track_state_change = on, session_track_schema = on"),
            Query("set session time_zone = '+00:00', autocommit = 1"),
            Query($"insert into {table} (v) values ('new'), ('newer')"),
            Query("start transaction"),
            Prepared($"delete from {table} where id > ? + 2"),
            Query("commit"),
            Command(ServerCommand.UseDatabase("app"))),
        new(
            "errors",
            Query("select nonsense"),
            Prepared("select nonsense"),
            Prepared("select ? + 1"),
            Command(ServerCommand.UseDatabase("nowhere")),
            Query("insert into nowhere values (1)")),
        new("several results", Query($"call {table}_p()"), Prepared($"call {table}_p()")),
        new("together", Together($"select v from {table}", "begin", "select nonsense", "rollback", "select 2")),
        new("reset", Prepared("select ?"), Command(ServerCommand.Reset), Prepared("select ?")),
    ];
}
