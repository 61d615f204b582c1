using System.Globalization;
using CausalGateway.Causality.Histories;
using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.Gateway;

namespace CausalGateway.Causality.Servers;

/// <summary>
/// On MySQL and MariaDB, where a write returns no rows: it tells the version it made as the last insert id, and keeps the
/// journal in the row itself, with the port of the server that ran it.
/// </summary>
/// <remarks>A trigger could write the journal, but would have the server forget to tell the last insert id.</remarks>
internal sealed class MySqlCounterTable(string database, string name) : CounterTable(database, name)
{
    public override (string Sql, object[] Parameters) Read(IReadOnlyList<int> rows) =>
    (
        $"""
        select id, version, writer, @@port as port, @@read_only as standby
          from {Name} where find_in_set(id, ?)
        """,
        [string.Join(',', rows)]);

    /// <remarks>Assignments are made from left to right: each sees those before it.</remarks>
    public override (string Sql, object[] Parameters) Write(int writer, int row) =>
    (
        $"""
        update {Name} set version = last_insert_id(version + 1), writer = ?,
          journal = concat_ws(',', journal, concat_ws(' ', writer, id, version, @@port)) where id = ?
        """,
        [writer, row]);

    public override IReadOnlyList<RowState> Written(GatewayAnswer answer, int writer, int row) =>
        [new RowState(row, int.Parse((string)answer.Json["lastInsertId"]!, CultureInfo.InvariantCulture), writer)];

    public override Task CreateAsync(DatabaseServer primary, int rows, CancellationToken cancellationToken) => primary.ExecuteAsync(
        $"""
        create table {Name} (
          id int primary key, version int not null default 0, writer int not null default 0, journal mediumtext);
        insert into {Name} (id) values {string.Join(',', Enumerable.Range(1, rows).Select(row => $"({row})"))};
        set global group_concat_max_len = 67108864
        """,
        cancellationToken);

    /// <summary>A statement that has been sent may not have touched anything yet, and one that has ended not be committed.</summary>
    protected override async Task<bool> IsBeingWrittenAsync(DatabaseServer primary, CancellationToken cancellationToken) =>
        await primary.ScalarAsync<long>(
            $"""
            select (select count(*) from information_schema.processlist where info like 'update {Name} %')
                 + (select count(*) from information_schema.innodb_trx where trx_rows_modified > 0)
            """,
            cancellationToken) > 0;

    protected override async Task<string?> ReadJournalTextAsync(DatabaseServer primary, CancellationToken cancellationToken)
    {
        var text = await primary.ScalarAsync<string>($"select group_concat(journal) from {Name}", cancellationToken);
        Assert.All(text?.Split(',') ?? [], entry => Assert.EndsWith($" {primary.Port}", entry, StringComparison.Ordinal));
        return text;
    }
}
