namespace CausalGateway.Engines.Conformance.Support;

/// <summary>The statements that the topics need, in one engine's words. Tables are those of <see cref="CreateTable"/>.</summary>
public abstract class SqlDialect
{
    /// <summary>What an administrator runs on the primary once, before all tests.</summary>
    public virtual IReadOnlyList<string> Preparation => [];

    /// <summary>Every way of writing one row: a name for people, and the statement for a table, a key and a text.</summary>
    public abstract IReadOnlyList<(string Way, Func<string, int, string, string> Sql)> WaysOfWriting { get; }

    /// <summary>A table of a whole number <c>id</c>, its key, and a text that is not null.</summary>
    public virtual string CreateTable(string table) => $"create table {table} (id int primary key, text varchar(200) not null)";

    /// <summary>Inserts a row.</summary>
    public virtual string Insert(string table, int id, string text) =>
        $"insert into {table} (id, text) values ({id}, '{text}')";

    /// <summary>Changes the text of a row, if it is there.</summary>
    public virtual string Update(string table, int id, string text) =>
        $"update {table} set text = '{text}' where id = {id}";

    /// <summary>Deletes a row, if it is there.</summary>
    public virtual string Delete(string table, int id) => $"delete from {table} where id = {id}";

    /// <summary>Reads the text of a row; no row if it is not there.</summary>
    public virtual string SelectText(string table, int id) => $"select text from {table} where id = {id}";

    /// <summary>Counts the rows.</summary>
    public virtual string Count(string table) => $"select count(*) from {table}";

    /// <summary>A read of the number 1.</summary>
    public virtual string One => "select 1";

    /// <summary>What a query without a table needs before its condition.</summary>
    public virtual string FromNothing => "";

    /// <summary>A read of its only parameter, a text.</summary>
    public abstract string Echo { get; }

    /// <summary>The placeholder of the parameter with this index, from 0, where parameters are used in order.</summary>
    public abstract string Parameter(int index);

    /// <summary>Statements of each meaning, over the tables <c>t</c> and <c>u</c> with the columns <c>id</c> and <c>text</c>.</summary>
    public abstract IReadOnlyDictionary<Meaning, string[]> Statements { get; }

    /// <summary>A statement for each mistake, over what <see cref="Preparation"/> made.</summary>
    public abstract IReadOnlyDictionary<Mistake, string> Mistakes { get; }

    /// <summary>
    /// A write that changes the row <paramref name="first"/>, lingers, and changes the row <paramref name="second"/>, all in
    /// one transaction.
    /// </summary>
    public abstract string ChangeTwo(string table, int first, int second);

    /// <summary>
    /// Expressions and what the sink gets of each: <c>number 1</c>, and where an array or several calls are meant, joined by <c>|</c>.
    /// </summary>
    public abstract IReadOnlyList<(string Expression, string Type, string Calls)> Values { get; }

    /// <summary>
    /// Types of columns, a parameter of each kind that is stored there, and what the sink gets back.
    /// </summary>
    public abstract IReadOnlyList<(string ColumnType, StatementParameter Parameter, string Calls)> StoredParameters { get; }

    /// <summary>A read that takes so long, with <paramref name="marker"/> as a comment.</summary>
    public abstract string Sleep(int seconds, string marker);

    /// <summary>An insert of one row that takes so long before it commits, with <paramref name="marker"/> as a comment.</summary>
    public abstract string SlowInsert(string table, int id, string text, int seconds, string marker);

    /// <summary>A read of so many rows of a hundred bytes and more, whatever the tables hold.</summary>
    public abstract string Rows(int count);

    /// <summary>An administrator's query for how many statements of others contain <paramref name="marker"/> and run.</summary>
    public abstract string CountRunning(string marker);

    /// <summary>Cancels the statements that contain <paramref name="marker"/>, as the server's administrator does.</summary>
    public abstract Task CancelRunningAsync(ServerUnderTest server, string marker);

    /// <summary>A procedure call that inserts two rows, and commits after each.</summary>
    public abstract string WriteTwice(string table, int first, int second);

    /// <summary>Drops two tables of which the second does not exist.</summary>
    public virtual string DropBoth(string table, string missing) => $"drop table {table}, {missing}";

    /// <summary>
    /// Makes commits on the primary wait after they have been sent to the replicas and before anybody else sees them there.
    /// </summary>
    public abstract Task HoldCommitsAsync(ServerUnderTest primary);

    /// <summary>Lets them go.</summary>
    public abstract Task ReleaseCommitsAsync(ServerUnderTest primary);
}
