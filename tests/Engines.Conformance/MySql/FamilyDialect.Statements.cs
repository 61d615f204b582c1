namespace CausalGateway.Engines.Conformance.MySql;

/// <content>Statements of each meaning.</content>
internal abstract partial class FamilyDialect
{
    public override IReadOnlyDictionary<Meaning, string[]> Statements { get; } = new Dictionary<Meaning, string[]>
    {
        [Meaning.Read] = ["select * from t", "(select id from t where id = 1) union all (select 2) order by 1 limit 3", "SELECT `id` FROM `t` # for update"],
        [Meaning.ReadWithFunctions] =
        [
            "select lower(t.text), coalesce(max(u.id), 0) from t left join u on t.id = u.id group by 1 having count(*) > 0",
            "select now(), abs(-1), concat('a', 'b'), 'for update; delete from t' -- for update",
        ],
        [Meaning.ReadOfExpression] = ["with a as (select id from t) select * from a", "with recursive n(i) as (select 1 union all select i + 1 from n where i < 3) select * from n"],
        [Meaning.Explanation] = ["explain select * from t", "show tables", "describe t"],
        [Meaning.Change] = ["insert into t values (1, 'a')", "update t set text = 'b'", "delete from t", "replace into t values (1, 'a')", "/* a */ insert into t select * from u"],
        [Meaning.LockingRead] = ["select * from t for update", "select * from t lock in share mode", "select * from t for /* */ update"],
        [Meaning.ReadThroughUnknownFunction] = ["select my_function(id) from t", "select app.lower('a')"],
        [Meaning.Call] = ["call write_row('t', 1, 'a')"],
        [Meaning.Definition] = ["create table x (id int)", "alter table t add column c int", "drop table t", "create index i on t (text)", "truncate t"],
        [Meaning.Gibberish] = ["selec 1", "frobnicate the table"],
        [Meaning.TransactionControl] = ["begin", "start transaction", "commit", "rollback", "savepoint a", "set autocommit = 0"],
        [Meaning.Setting] = ["set @x = 1", "set session sql_mode = ''", "set sql_log_bin = 0", "use app"],
        [Meaning.TemporaryTable] = ["create temporary table x (id int)"],
        [Meaning.SessionLock] = ["select get_lock('a', 1)", "lock tables t write"],
        [Meaning.NamedStatement] = ["prepare p from 'select 1'", "execute p", "deallocate prepare p"],
        [Meaning.Nothing] = ["", " ; ", "-- nothing", "# nothing", "/* nothing */"],
        [Meaning.SeveralStatements] = ["select 1; select 2", "select 1; delete from t"],
        [Meaning.Unterminated] = ["select 'a", "select 1 /* a", "select \"a", "select `a"],
    };
}
