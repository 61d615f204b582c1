using FsCheck;
using FsCheck.Fluent;

namespace CausalGateway.Engines.MySql.Tests.Classification;

/// <summary>
/// Statements that call a function, lock a row or keep something in the session, hidden behind whatever divides text: a part of
/// them is what a server accepts.
/// </summary>
internal static class TrickyStatement
{
    private static readonly string[] Heads =
    [
        "select 1", "select 1", "select 1", "select a", "(select 1", "values row(1)", "values (1)", "with c(x) as (select 1) select 1",
        "with c as (select 1), d (y) as (select 2) select 1", "explain select 1", "select distinct 1", "select /*+ no_merge(x) */ 1",
        "show tables", "table t", "select", "select 'x'", "select (1)", "select case 1 when 1 then 2 end", "select 1.5", "select .5",
        "insert into u (id) values (9)", "insert into u select 9", "insert into u set id = 9", "replace into u (id) select 9",
        "update u set a = 1", "update u set id = 9 where 1", "delete from u where 1", "delete u from u where 1", "do 1", "call p(1",
        "insert into u (id) values (9) on duplicate key update a = 1", "with c as (select 1) delete from u where 1", "analyze select 1",
        "insert into u (id) values (9) returning 1", "explain update u set a = 1", "desc t", "show variables", "help 'x'",
    ];

    /// <summary>Text that means something by itself, mostly where an expression may follow a comma.</summary>
    private static readonly string[] Units =
    [
        "hit(1)", "hit (1)", "hit/**/(1)", "`hit`(1)", "count(1)", "count (1)", "count/**/(1)", "`count`(1)", "`now`(1)", "now()", "now ()",
        "max (1)", "max(1)", "left('a', 1)", "`left`(1)", "`any`(1)", "`json_table`(1)", "columns(1)", "`escape`(1)", "escape(1)",
        "abs(-1)", "abs (hit(1))", "coalesce(1, hit(1))", "(select hit(1))", "(select 1)", "exists(select 1)", "1 in (hit(1))",
        "1 in (1)", "1 = any (select 1)", "'a'", "\"b\"", "'it''s'", "'a\\'b'", "\"a\"\"b\"", "`a`", "a", "t.a", "t.`a`", "x'41'", "0x41",
        "0b1", "1e5", "1.5", ".5", "1.", "N'a'", "_utf8mb4'a'", "date'2020-01-01'", "{fn now()}", "{fn hit(1)}", "{d '2020-01-01'}",
        "@v:=1", "@v", "@`v`:=1", "@'v':=1", "@@port", "@@session.sql_mode", "@@last_insert_id", "last_insert_id(5)", "get_lock('a', 0)",
        "`get_lock`('a', 0)", "GET_LOCK ('a', 0)", "\\N", "null", "?", "1--1", "1 div 1", "if(1, 2, 3)", "if (1, hit(1), 3)",
        "interval(1, 2)", "now() + interval 1 day", "cast(1 as char(3))", "cast(hit(1) as char)", "trim(both 'a' from 'b')",
        "substring('a' from 1 for 2)", "row(1, 2) = row(1, 2)", "'a' like 'b' escape '|'", "'a' like 'b' escape ('|')",
        "sum(1) over ()", "sum(hit(1)) over (order by 1)", "group_concat(1 order by 1 separator ',')", "f(1)", "x as `hit`", "1 as hit",
    ];

    private static readonly string[] Tails =
    [
        "", "", "", " from t", " from t x", " from (select 1) v", " from (select hit(1)) v", " from (select 1) v (a)", " from (select 1) as v(a)",
        " from t, (select 1) v", " from t join t u on (t.a = u.a)", " from t join t u on hit(1)", " from t use index (i)", " from t where a = 1",
        " from t where hit(1)", " from t for update", " from t FOR/**/UPDATE", " from t for share", " from t lock in share mode",
        " from t where a=1.5for update", " from t where a='a'for update", " from t where a=.5for update", " from t order by (hit(1))",
        " union select hit(1)", " union (select 1)", ")", ") union select 1", " into @v", " limit 1", " from t limit 1 into @v", ";", " ; ",
        " from t group by (a) having hit(1)", " window w as (order by 1)", " from c", " like 'hit(1)'", " where hit(1)",
        " from t where 1 = all (select hit(1))", " on duplicate key update a = hit(1)", " returning hit(1)", " returning 1", " order by hit(1)", " from t order by 1 for update -- x", " -- x", " # x", " /* x */",
    ];

    private static readonly string[] Noise =
    [
        "'", "\"", "`", "\\", "#", "-- ", "--", "/*", "*/", "/*!", "/*!50000 ", "/*!99999 ", "/*M!", "/*M!100000 ", "/*+ ", "\n", " ", "\t", ",",
        "(", ")", "1.", "1e", "1.e", ".", "e", "0x", "$$", "$a$", "@", "@@", "{", "}", "N", "x", "b", "é", "?", ";", "\x01", "\x7f", ":=", "|",
        "/**/", "/* ' */", "-- '\n", "# \"\n", "/*+ ` */", "/*+ x(`a`) */", "''", "''''", "\\'", "*", "/", "for update", "\u00a0", "_utf8mb4",
    ];

    public static Arbitrary<string> Any { get; } = Generate().ToArbitrary();

    private static Gen<string> Generate()
    {
        var noise = Gen.Frequency((12, Gen.Constant("")), (1, Gen.Elements(Noise)));
        var unit =
            from before in noise
            from comma in Gen.Frequency((8, Gen.Constant(", ")), (1, Gen.Constant(" ")), (1, Gen.Constant("")))
            from text in Gen.Elements(Units)
            from cut in Gen.Frequency((15, Gen.Constant(100)), (1, Gen.Choose(0, 8)))
            select before + comma + text[..Math.Min(cut, text.Length)];
        return
            from lead in noise
            from head in Gen.Elements(Heads)
            from count in Gen.Choose(0, 4)
            from units in unit.ListOf(count)
            from tail in Gen.Elements(Tails)
            from end in noise
            select lead + head + string.Concat(units) + tail + end;
    }
}
