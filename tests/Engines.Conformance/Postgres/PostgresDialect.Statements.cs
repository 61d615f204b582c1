namespace CausalGateway.Engines.Conformance.Postgres;

/// <content>Statements of each meaning.</content>
internal sealed partial class PostgresDialect
{
    public override IReadOnlyDictionary<Meaning, string[]> Statements { get; } = new Dictionary<Meaning, string[]>
    {
        [Meaning.Read] = ["select * from t", "(select id from t where id = 1) union all (select 2) order by 1 limit 3", "values (1, 2)"],
        [Meaning.ReadWithFunctions] =
        [
            "select lower(t.text), coalesce(max(u.id), 0) from t left join u on t.id = u.id group by 1 having count(*) > 0",
            "select now(), abs(-1), concat('a', 'b'), 'for update; delete from t' -- for update",
        ],
        [Meaning.ReadOfExpression] = ["with a as (select id from t) select * from a", "with recursive n(i) as (select 1 union all select i + 1 from n where i < 3) select * from n"],
        [Meaning.Explanation] = ["explain select * from t", "explain delete from t"],
        [Meaning.Change] = ["insert into t values (1, 'a')", "update t set text = 'b'", "delete from t", "with a as (select 1) delete from t", "/* a */ insert into t select * from u"],
        [Meaning.LockingRead] = ["select * from t for update", "select * from t for share", "select * from (select * from t for /* */ update) x"],
        [Meaning.ReadThroughUnknownFunction] = ["select my_function(id) from t", "select public.lower('a')"],
        [Meaning.Call] = ["call write_row('t', 1, 'a')"],
        [Meaning.Definition] = ["create table x (id int)", "alter table t add column c int", "drop table t", "create index on t (text)", "truncate t"],
        [Meaning.Gibberish] = ["selec 1", "frobnicate the table"],
        [Meaning.TransactionControl] = ["begin", "start transaction", "commit", "rollback", "savepoint a"],
        [Meaning.Setting] = ["set search_path = x", "select set_config('a.b', 'c', false)", "reset all"],
        [Meaning.TemporaryTable] = ["create temporary table x (id int)", "create temp table x as select 1"],
        [Meaning.SessionLock] = ["select pg_advisory_lock(1)"],
        [Meaning.NamedStatement] = ["prepare p as select 1", "execute p", "deallocate p"],
        [Meaning.Nothing] = ["", " ; ", "-- nothing", "/* nothing */"],
        [Meaning.SeveralStatements] = ["select 1; select 2", "select 1; delete from t"],
        [Meaning.Unterminated] = ["select 'a", "select 1 /* a", "select \"a"],
    };
}
