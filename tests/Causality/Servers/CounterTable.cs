using System.Globalization;
using CausalGateway.Causality.Histories;
using CausalGateway.LocalCluster;

namespace CausalGateway.Causality.Servers;

/// <summary>A run's own table of rows that count their writes, and the journal that is written in the same statement.</summary>
internal sealed class CounterTable(string database, string name)
{
    public string Database => database;

    public string Name => name;

    public string ReadSql =>
        $"""
        select id, version, writer, inet_server_port() as port, pg_is_in_recovery() as standby
          from {name} where id = any($1::int[])
        """;

    public string WriteSql =>
        $"""
        with written as (
          update {name} set version = version + 1, writer = $1::int where id = $2::int returning id, version, writer),
        noted as (insert into {name}_journal (writer, id, version) select writer, id, version from written)
        select id, version, writer, inet_server_port() as port, pg_is_in_recovery() as standby from written
        """;

    /// <summary>Makes the tables, with rows 1 to <paramref name="rows"/>.</summary>
    public Task CreateAsync(DatabaseServer primary, int rows, CancellationToken cancellationToken) => primary.ExecuteAsync(
        $"""
        create table {name} (id int primary key, version int not null default 0, writer int not null default 0);
        create table {name}_journal (writer int not null, id int not null, version int not null);
        insert into {name} (id) select generate_series(1, {rows})
        """,
        cancellationToken);

    /// <summary>Every committed write, once none is under way any more.</summary>
    public async Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(DatabaseServer primary, CancellationToken cancellationToken)
    {
        var writing =
            $"""
            select exists (select from pg_stat_activity
             where state <> 'idle' and pid <> pg_backend_pid() and query like '%{name}_journal%')
            """;
        await Wait.UntilAsync(
            $"no write to {name} is under way on {primary.Name}",
            async token => !await primary.ScalarAsync<bool>(writing, token),
            cancellationToken: cancellationToken);
        var text = await primary.ScalarAsync<string>(
            $"select string_agg(format('%s %s %s', writer, id, version), ',') from {name}_journal", cancellationToken);
        return text is null ? [] : [.. text.Split(',').Select(Parse)];
    }

    private static JournalEntry Parse(string text)
    {
        var numbers = Array.ConvertAll(text.Split(' '), number => int.Parse(number, CultureInfo.InvariantCulture));
        return new JournalEntry(numbers[0], numbers[1], numbers[2]);
    }
}
