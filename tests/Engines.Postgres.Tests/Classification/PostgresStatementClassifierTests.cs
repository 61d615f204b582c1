using CausalGateway.Engines.Postgres.Classification;

namespace CausalGateway.Engines.Postgres.Tests.Classification;

public sealed class PostgresStatementClassifierTests
{
    private readonly PostgresStatementClassifier _classifier = new();

    public static TheoryData<string, StatementKind> Statements => [.. StatementTable.All];

    [Theory]
    [MemberData(nameof(Statements))]
    public void Classify_Statement_HasItsKind(string sql, StatementKind kind)
    {
        var classification = _classifier.Classify(sql);

        Assert.True(kind == classification.Kind, $"{classification.Kind} ({classification.Reason}) instead of {kind}: {sql}");
        Assert.NotEmpty(classification.Reason);
    }

    [Theory]
    [InlineData("select 1", true)]
    [InlineData("(select 1)", true)]
    [InlineData("values (1)", true)]
    [InlineData("table t", true)]
    [InlineData("show all", true)]
    [InlineData("explain insert into t values (1)", true)]
    [InlineData("explain analyze delete from t", true)]
    [InlineData("with a as (select 1) select 1", true)]
    [InlineData("with a as (select 1) (select 1)", true)]
    [InlineData("with a as (insert into t values (1) returning *) select * from a", true)]
    [InlineData("with a as (delete from t returning *) insert into u select * from a", false)]
    [InlineData("with a as (select 1) update t set x = 1 returning x", true)]
    [InlineData("select 1 into t", false)]
    [InlineData("insert into t values (1)", false)]
    [InlineData("insert into t values (1) returning id", true)]
    [InlineData("insert into t values ('returning')", false)]
    [InlineData("update t set a = 1", false)]
    [InlineData("delete from t returning *", true)]
    [InlineData("call p()", true)]
    [InlineData("do 'begin end'", false)]
    [InlineData("create table t (a int)", false)]
    [InlineData("vacuum", false)]
    [InlineData("copy t from '/srv/x'", false)]
    [InlineData("set x = 1", false)]
    [InlineData("fetch 1 from c", true)]
    [InlineData("execute p", true)]
    [InlineData("declare c cursor for select 1", false)]
    [InlineData("frobnicate", true)]
    public void Classify_Statement_TellsWhetherRowsMayCome(string sql, bool returnsRows) =>
        Assert.Equal(returnsRows, _classifier.Classify(sql).ReturnsRows);

    [Theory]
    [InlineData("select 1", true)]
    [InlineData("insert into t values (1)", true)]
    [InlineData("create table t (a int)", true)]
    [InlineData("lock table t", true)]
    [InlineData("analyze", true)]
    [InlineData("vacuum", false)]
    [InlineData("vacuum (full) t", false)]
    [InlineData("create database d", false)]
    [InlineData("drop database if exists d", false)]
    [InlineData("create tablespace s location '/x'", false)]
    [InlineData("drop tablespace s", false)]
    [InlineData("create index i on t (a)", true)]
    [InlineData("create index concurrently i on t (a)", false)]
    [InlineData("create unique index concurrently i on t (a)", false)]
    [InlineData("drop index i", true)]
    [InlineData("drop index concurrently i", false)]
    [InlineData("reindex table t", true)]
    [InlineData("reindex (verbose) table concurrently t", false)]
    [InlineData("reindex (concurrently) index i", false)]
    [InlineData("reindex (verbose) database d", false)]
    [InlineData("reindex system d", false)]
    [InlineData("alter system set a = 1", false)]
    [InlineData("create subscription s connection 'x' publication p", false)]
    [InlineData("alter subscription s refresh publication", false)]
    [InlineData("drop subscription s", false)]
    [InlineData("cluster", false)]
    [InlineData("cluster verbose", false)]
    [InlineData("cluster (verbose)", false)]
    [InlineData("cluster t", true)]
    [InlineData("cluster verbose t using i", true)]
    [InlineData("alter database d set tablespace s", false)]
    [InlineData("alter database d owner to r", true)]
    [InlineData("alter table s.t detach partition s.p concurrently", false)]
    [InlineData("alter table t detach partition p", true)]
    [InlineData("alter type e add value 'x'", true)]
    [InlineData("refresh materialized view concurrently v", true)]
    [InlineData("call p()", false)]
    [InlineData("do 'begin end'", false)]
    [InlineData("commit", false)]
    [InlineData("begin", false)]
    [InlineData("rollback", false)]
    [InlineData("rollback work to savepoint a", true)]
    [InlineData("savepoint a", true)]
    [InlineData("prepare transaction 'x'", false)]
    [InlineData("prepare p as select 1", true)]
    [InlineData("rollback prepared 'x'", false)]
    [InlineData("discard all", false)]
    [InlineData("set local x = 1", true)]
    public void Classify_Statement_TellsWhetherATransactionMayHoldIt(string sql, bool allowed) =>
        Assert.Equal(allowed, _classifier.Classify(sql).AllowedInTransaction);

    [Theory]
    [InlineData("select lower('A'), now(), clock_timestamp(), timeofday()", true)]
    [InlineData("select 1", true)]
    [InlineData("show all", true)]
    [InlineData("select generate_series(1, 3)", true)]
    [InlineData("explain select lower('A')", true)]
    [InlineData("select random()", false)]
    [InlineData("select gen_random_uuid()", false)]
    [InlineData("select pg_sleep(1)", false)]
    [InlineData("select pg_is_in_recovery()", false)]
    [InlineData("select * from t tablesample system (1)", false)]
    [InlineData("select f(1)", false)]
    [InlineData("insert into t values (1)", false)]
    [InlineData("explain insert into t values (1)", false)]
    [InlineData("explain select f(1)", false)]
    [InlineData("select set_config('a', 'b', true)", false)]
    public void Classify_Statement_TellsWhetherItMayShareAConnection(string sql, bool shareable) =>
        Assert.Equal(shareable, _classifier.Classify(sql).Shareable);

    [Theory]
    [InlineData("select 1", "SELECT", "plain read")]
    [InlineData("((select 1))", "SELECT", "plain read")]
    [InlineData("with a as (select 1) select 1", "WITH", "plain read")]
    [InlineData("Explain delete from t", "EXPLAIN", "plain read")]
    [InlineData("select nextval('s')", "SELECT", "calls nextval")]
    [InlineData("select public.F(1), g(2)", "SELECT", "calls public.f")]
    [InlineData("select * from t for no key update", "SELECT", "locks rows (FOR NO KEY UPDATE)")]
    [InlineData("select 1 into t", "SELECT", "creates a table (SELECT INTO)")]
    [InlineData("with a as (delete from t) select 1", "WITH", "writes (DELETE)")]
    [InlineData("insert into t values (f(1))", "INSERT", "writes (INSERT)")]
    [InlineData("create table t (a int)", "CREATE", "not a read (CREATE)")]
    [InlineData("set x = 1", "SET", "changes the session (SET)")]
    [InlineData("commit", "COMMIT", "controls the transaction (COMMIT)")]
    [InlineData("select set_config('a', 'b', true)", "SELECT", "changes the session (set_config)")]
    [InlineData("create temp table t (a int)", "CREATE", "creates a temporary object")]
    [InlineData("select 1 operator(public.+) 2", "SELECT", "uses an operator outside pg_catalog")]
    [InlineData("frobnicate", "", "unknown command")]
    [InlineData("select 1; select 2", "", "more than one statement")]
    [InlineData("", "", "no statement")]
    [InlineData("select 'a", "", "unterminated string")]
    [InlineData("select \"a", "", "unterminated quoted identifier")]
    [InlineData("select /* a", "", "unterminated comment")]
    [InlineData("select $0", "", "parameter number out of range ($1 to $65535)")]
    [InlineData("select \0", "", "contains a NUL character")]
    public void Classify_Statement_SaysCommandAndReason(string sql, string command, string reason)
    {
        var classification = _classifier.Classify(sql);

        Assert.Equal((command, reason), (classification.Command, classification.Reason));
    }

    [Fact]
    public void Classify_Placeholders_AreFoundInOrderOutsideOfText()
    {
        const string Sql = "select $2, '😀$9', $1::int, \"$8\", $$ $7 $$ /* $6 */ from t where a = $12 and b = $2 -- $5";

        var classification = _classifier.Classify(Sql);

        Assert.Equal(12, classification.ParameterCount);
        Assert.Equal([1, 0, 11, 1], classification.Placeholders.Select(placeholder => placeholder.Index));
        Assert.Equal(["$2", "$1", "$12", "$2"], classification.Placeholders.Select(p => Sql.Substring(p.Offset, p.Length)));
    }

    [Theory]
    [InlineData("select 1", 0)]
    [InlineData("select $65535", 65535)]
    [InlineData("select $001", 1)]
    [InlineData("explain select $3", 3)]
    [InlineData("insert into t values ($1, $2)", 2)]
    [InlineData("prepare p as select $1", 0)]
    [InlineData("create function f(int) returns int return $1", 0)]
    [InlineData("create table t as select $1", 1)]
    public void Classify_Statement_CountsItsParameters(string sql, int count) =>
        Assert.Equal(count, _classifier.Classify(sql).ParameterCount);
}
