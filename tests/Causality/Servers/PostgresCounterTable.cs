using CausalGateway.Causality.Histories;
using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.Gateway;

namespace CausalGateway.Causality.Servers;

/// <summary>On PostgreSQL, where a write returns its row, and writes the journal in the same statement.</summary>
internal sealed class PostgresCounterTable(string database, string name) : CounterTable(database, name)
{
    public override (string Sql, object[] Parameters) Read(IReadOnlyList<int> rows) =>
    (
        $"""
        select id, version, writer, inet_server_port() as port, pg_is_in_recovery() as standby
          from {Name} where id = any($1::int[])
        """,
        [$"{{{string.Join(',', rows)}}}"]);

    public override (string Sql, object[] Parameters) Write(int writer, int row) =>
    (
        $"""
        with written as (
          update {Name} set version = version + 1, writer = $1::int where id = $2::int returning id, version, writer),
        noted as (insert into {Name}_journal (writer, id, version) select writer, id, version from written)
        select id, version, writer, inet_server_port() as port, pg_is_in_recovery() as standby from written
        """,
        [writer, row]);

    public override IReadOnlyList<RowState> Written(GatewayAnswer answer, int writer, int row) => RowState.AllOf(answer);

    public override Task CreateAsync(DatabaseServer primary, int rows, CancellationToken cancellationToken) => primary.ExecuteAsync(
        $"""
        create table {Name} (id int primary key, version int not null default 0, writer int not null default 0);
        create table {Name}_journal (writer int not null, id int not null, version int not null);
        insert into {Name} (id) select generate_series(1, {rows})
        """,
        cancellationToken);

    protected override Task<bool> IsBeingWrittenAsync(DatabaseServer primary, CancellationToken cancellationToken) =>
        primary.ScalarAsync<bool>(
            $"""
            select exists (select from pg_stat_activity
             where state <> 'idle' and pid <> pg_backend_pid() and query like '%{Name}_journal%')
            """,
            cancellationToken);

    protected override Task<string?> ReadJournalTextAsync(DatabaseServer primary, CancellationToken cancellationToken) =>
        primary.ScalarAsync<string>(
            $"select string_agg(format('%s %s %s', writer, id, version), ',') from {Name}_journal", cancellationToken);
}
