using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Classification;

namespace CausalGateway.Engines.MySql.Tests.Classification;

public sealed class MySqlStatementClassifierTests
{
    private readonly MySqlStatementClassifier _mySql = new(Dialect.MySql);
    private readonly MySqlStatementClassifier _mariaDb = new(Dialect.MariaDb);

    public static TheoryData<string, StatementKind> MySqlStatements => [.. StatementTable.All(Dialect.MySql)];

    public static TheoryData<string, StatementKind> MariaDbStatements => [.. StatementTable.All(Dialect.MariaDb)];

    [Theory]
    [MemberData(nameof(MySqlStatements))]
    public void Classify_MySqlStatement_HasItsKind(string sql, StatementKind kind) => AssertKind(_mySql, sql, kind);

    [Theory]
    [MemberData(nameof(MariaDbStatements))]
    public void Classify_MariaDbStatement_HasItsKind(string sql, StatementKind kind) => AssertKind(_mariaDb, sql, kind);

    [Theory]
    [InlineData("select 1", true)]
    [InlineData("(select 1)", true)]
    [InlineData("values row(1)", true)]
    [InlineData("show tables", true)]
    [InlineData("desc t", true)]
    [InlineData("explain delete from t", true)]
    [InlineData("with c as (select 1) select 1", true)]
    [InlineData("with c as (select 1) (select 1)", true)]
    [InlineData("with c as (select 1) delete from t", false)]
    [InlineData("select 1 into outfile '/srv/x'", false)]
    [InlineData("insert into t values (1)", false)]
    [InlineData("insert into t values ('returning')", false)]
    [InlineData("update t set a = 1", false)]
    [InlineData("delete from t", false)]
    [InlineData("call p()", true)]
    [InlineData("do 1", false)]
    [InlineData("create table t (a int)", false)]
    [InlineData("alter table t add b int", false)]
    [InlineData("alter table t check partition p", true)]
    [InlineData("alter table t optimize partition all", true)]
    [InlineData("load data infile '/srv/x' into table t", false)]
    [InlineData("load index into cache t", true)]
    [InlineData("analyze table t", true)]
    [InlineData("checksum table t", true)]
    [InlineData("set @x = 1", false)]
    [InlineData("frobnicate", true)]
    public void Classify_Statement_TellsWhetherRowsMayCome(string sql, bool returnsRows)
    {
        Assert.Equal(returnsRows, _mySql.Classify(sql).ReturnsRows);
        Assert.Equal(returnsRows, _mariaDb.Classify(sql).ReturnsRows);
    }

    [Theory]
    [InlineData("insert into t values (1) returning a")]
    [InlineData("replace into t values (1) returning a")]
    [InlineData("delete from t returning *")]
    public void Classify_Returning_BringsRowsOnMariaDbAlone(string sql)
    {
        Assert.False(_mySql.Classify(sql).ReturnsRows);
        Assert.True(_mariaDb.Classify(sql).ReturnsRows);
    }

    [Theory]
    [InlineData("select 1", true)]
    [InlineData("select f(1) for update", true)]
    [InlineData("insert into t values (1)", true)]
    [InlineData("with c as (select 1) delete from t", true)]
    [InlineData("load data infile '/srv/x' into table t", true)]
    [InlineData("do f(1)", true)]
    [InlineData("show tables", true)]
    [InlineData("explain select 1", true)]
    [InlineData("checksum table t", true)]
    [InlineData("savepoint a", true)]
    [InlineData("rollback to savepoint a", true)]
    [InlineData("rollback work to savepoint a", true)]
    [InlineData("create temporary table t (a int)", true)]
    [InlineData("drop temporary table t", true)]
    [InlineData("set @x = 1", true)]
    [InlineData("create table t (a int)", false)]
    [InlineData("create or replace view v as select 1", false)]
    [InlineData("alter table t add b int", false)]
    [InlineData("drop table t", false)]
    [InlineData("rename table t to u", false)]
    [InlineData("truncate t", false)]
    [InlineData("grant select on t to u", false)]
    [InlineData("revoke select on t from u", false)]
    [InlineData("analyze table t", false)]
    [InlineData("optimize table t", false)]
    [InlineData("check table t", false)]
    [InlineData("flush privileges", false)]
    [InlineData("cache index t in c", false)]
    [InlineData("load index into cache t", false)]
    [InlineData("install plugin x soname 'y'", false)]
    [InlineData("kill 5", false)]
    [InlineData("lock tables t read", false)]
    [InlineData("unlock tables", false)]
    [InlineData("call p()", false)]
    [InlineData("begin", false)]
    [InlineData("start transaction", false)]
    [InlineData("commit", false)]
    [InlineData("rollback", false)]
    [InlineData("frobnicate", false)]
    public void Classify_Statement_TellsWhetherATransactionMayHoldIt(string sql, bool allowed) =>
        Assert.Equal(allowed, _mySql.Classify(sql).AllowedInTransaction);

    [Theory]
    [InlineData("select 1", true)]
    [InlineData("select now(), version(), uuid(), @@port from t", true)]
    [InlineData("show tables", true)]
    [InlineData("explain select abs(1)", true)]
    [InlineData("select rand()", false)]
    [InlineData("select sleep(1)", false)]
    [InlineData("select benchmark(1, 1)", false)]
    [InlineData("select connection_id()", false)]
    [InlineData("select f(1)", false)]
    [InlineData("insert into t values (1)", false)]
    [InlineData("explain insert into t values (1)", false)]
    [InlineData("select get_lock('a', 1)", false)]
    public void Classify_Statement_TellsWhetherItMayShareAConnection(string sql, bool shareable) =>
        Assert.Equal(shareable, _mySql.Classify(sql).Shareable);

    [Theory]
    [InlineData("select 1", "SELECT", "plain read")]
    [InlineData("((select 1))", "SELECT", "plain read")]
    [InlineData("with c as (select 1) select 1", "WITH", "plain read")]
    [InlineData("Desc t", "DESC", "plain read")]
    [InlineData("Explain select 1", "EXPLAIN", "plain read")]
    [InlineData("explain delete from t", "EXPLAIN", "writes (DELETE)")]
    [InlineData("select F(1), g(2)", "SELECT", "calls f")]
    [InlineData("select `D`.F(1)", "SELECT", "calls d.f")]
    [InlineData("select * from t for update", "SELECT", "locks rows (FOR UPDATE)")]
    [InlineData("select * from t for share", "SELECT", "locks rows (FOR SHARE)")]
    [InlineData("select * from t lock in share mode", "SELECT", "locks rows (LOCK IN SHARE MODE)")]
    [InlineData("select 1 into outfile '/srv/x'", "SELECT", "writes to a file or a variable (SELECT INTO)")]
    [InlineData("select next value for s", "SELECT", "takes a value of a sequence (NEXT VALUE FOR)")]
    [InlineData("insert into t values (f(1))", "INSERT", "writes (INSERT)")]
    [InlineData("create table t (a int)", "CREATE", "not a read (CREATE)")]
    [InlineData("purge binary logs to 'x'", "PURGE", "not a read (PURGE)")]
    [InlineData("set @x = 1", "SET", "changes the session (SET)")]
    [InlineData("set @@session.sql_log_bin = 0", "SET", "changes the session (SET sql_log_bin)")]
    [InlineData("set GTID_NEXT = 'automatic'", "SET", "changes the session (SET gtid_next)")]
    [InlineData("set x = 1, session session_track_gtids = off", "SET", "changes the session (SET session_track_gtids)")]
    [InlineData("commit", "COMMIT", "controls the transaction (COMMIT)")]
    [InlineData("start transaction", "START", "controls the transaction (START)")]
    [InlineData("select get_lock('a', 1)", "SELECT", "changes the session (get_lock)")]
    [InlineData("select @x := 1", "SELECT", "uses a variable of the session (@x)")]
    [InlineData("select found_rows()", "SELECT", "asks what the session did before (found_rows)")]
    [InlineData("select @@IDENTITY", "SELECT", "asks what the session did before (@@identity)")]
    [InlineData("show warnings", "SHOW", "asks what the session did before (SHOW WARNINGS)")]
    [InlineData("create temporary table t (a int)", "CREATE", "makes or drops a temporary object")]
    [InlineData("frobnicate", "", "unknown command")]
    [InlineData("stop replica", "", "administers the server, which is not possible here (STOP)")]
    [InlineData("load data local infile 'x' into table t", "", "LOAD DATA LOCAL reads a file of the client, which is not possible here")]
    [InlineData("select 1; select 2", "", "more than one statement")]
    [InlineData("", "", "no statement")]
    [InlineData("select 'a", "", "unterminated string")]
    [InlineData("select `a", "", "unterminated quoted identifier")]
    [InlineData("select /* a", "", "unterminated comment")]
    [InlineData("select /*! a */", "", "a comment like /*! */ is code to some servers: write it as code or leave it out")]
    [InlineData("select /*+ ' */ 1", "", "an optimizer hint has quotes that are not closed within it")]
    [InlineData("select 1.e", "", "a number lacks the digits of its exponent")]
    [InlineData("select \0", "", "contains a NUL character")]
    public void Classify_Statement_SaysCommandAndReason(string sql, string command, string reason)
    {
        var classification = _mySql.Classify(sql);

        Assert.Equal((command, reason), (classification.Command, classification.Reason));
    }

    [Fact]
    public void Classify_HalfOfACharacter_IsInvalid() =>
        Assert.Equal("contains half of a character", _mySql.Classify("select '\ud800'").Reason);

    [Fact]
    public void Classify_Placeholders_AreFoundInOrderOutsideOfText()
    {
        const string Sql = "select ?, '😀?', \"?\", `?`, @@a /* ? */ from t where a = ? and b=(?) -- ?\n # ?";

        var classification = _mySql.Classify(Sql);

        Assert.Equal(3, classification.ParameterCount);
        Assert.Equal([0, 1, 2], classification.Placeholders.Select(placeholder => placeholder.Index));
        Assert.Equal(["?", "?", "?"], classification.Placeholders.Select(p => Sql.Substring(p.Offset, p.Length)));
        Assert.Equal(
            [Sql.IndexOf('?', StringComparison.Ordinal), Sql.IndexOf("= ?", StringComparison.Ordinal) + 2, Sql.IndexOf("(?", StringComparison.Ordinal) + 1],
            classification.Placeholders.Select(placeholder => placeholder.Offset));
    }

    [Theory]
    [InlineData(65_535, StatementKind.Read)]
    [InlineData(65_536, StatementKind.Invalid)]
    public void Classify_ManyParameters_AreInvalidBeyondWhatTheProtocolCarries(int count, StatementKind kind)
    {
        var classification = _mySql.Classify("select " + string.Join(',', Enumerable.Repeat('?', count)));

        Assert.Equal(kind, classification.Kind);
    }

    private static void AssertKind(MySqlStatementClassifier classifier, string sql, StatementKind kind)
    {
        var classification = classifier.Classify(sql);

        Assert.True(kind == classification.Kind, $"{classification.Kind} ({classification.Reason}) instead of {kind}: {sql}");
        Assert.NotEmpty(classification.Reason);
    }
}
