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

    /// <summary>The placeholder of the parameter with this index, from 0, where parameters are used in order.</summary>
    public abstract string Parameter(int index);
}
