using CausalGateway.Engines.Postgres.Nodes;
using Npgsql;

namespace CausalGateway.Engines.Postgres.Tests.Nodes;

/// <summary>The one place where Npgsql is used by more than its public contract.</summary>
[Collection(nameof(SharedCluster))]
public sealed class TextResultsTests(SharedClusterFixture shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_EveryBaseTypeOfTheServer_ComesAsText()
    {
        await using var source = NpgsqlDataSource.Create(shared.Primary.GetConnectionString());
        await using var connection = await source.OpenConnectionAsync(Token);
        var samples = await ReadSamplesAsync(connection);
        Assert.True(samples.Count >= 45, $"There are samples of {samples.Count} types only.");
        foreach (var (type, expression, text) in samples)
        {
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands = { new NpgsqlBatchCommand($"select {expression}, array[{expression}]") },
            };
            TextResults.Request(batch);
            await using var row = await batch.ExecuteReaderAsync(Token);
            Assert.True(await row.ReadAsync(Token));
            Assert.True(text == row.GetString(0), $"{type} came as '{row.GetString(0)}', not '{text}'.");
            var bytes = new byte[row.GetBytes(0, 0, null, 0, 0)];
            row.GetBytes(0, 0, bytes, 0, bytes.Length);
            Assert.Equal(text, System.Text.Encoding.UTF8.GetString(bytes));
            Assert.StartsWith("{", row.GetString(1), StringComparison.Ordinal);
        }
    }

    /// <summary>
    /// Every base and range type that reads one of a few literals, except those that only the system uses: its name, a typed
    /// expression, and the text that the server itself makes of it.
    /// </summary>
    private static async Task<List<(string Type, string Expression, string Text)>> ReadSamplesAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            """
            create function pg_temp.sample(type oid) returns text language plpgsql as $$
            declare
              literal text;
              made text;
            begin
              foreach literal in array array[
                '1', '(1,2)', '((1,1),(0,0))', '<(1,1),2>', '[1,2)', '(,)', '{[1,2)}', '{}', '2024-01-31', '12:34:56', '0/1', '1:2:',
                '10:10:', 'true', 'a', '\x00ff', '127.0.0.1', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05',
                'f0000000-0000-0000-0000-00000000000f', '{"a": 1}', '<a/>', '$.a', 'pg_class', 'lower', 'lower(text)', '+', '+(int,int)',
                'english',
                'simple', 'postgres', 'public', '{1,2,3}', '[(0,0),(1,1)]', 'postgres=r/postgres']
              loop
                begin
                  execute format('select format(''%%s'', %L::%s)', literal, format_type(type, null)) into made;
                  return format('%L::%s', literal, format_type(type, null)) || chr(1) || made;
                exception when others then
                end;
              end loop;
              return null;
            end $$;
            select typname::text || chr(1) || pg_temp.sample(oid) from pg_type
             where typtype in ('b', 'r', 'm') and typcategory <> 'A' and typarray <> 0
               and typnamespace = 'pg_catalog'::regnamespace
               and typname not in ('char') and pg_temp.sample(oid) is not null
            """,
            connection);
        var samples = new List<(string, string, string)>();
        await using var row = await command.ExecuteReaderAsync(Token);
        while (await row.ReadAsync(Token))
        {
            var parts = row.GetString(0).Split('\u0001');
            samples.Add((parts[0], parts[1], parts[2]));
        }

        return samples;
    }
}
