using CausalGateway.Abstractions;
using CausalGateway.Engines.InMemory.Servers;
using CausalGateway.Engines.InMemory.Sql;

namespace CausalGateway.Engines.InMemory.Nodes;

/// <summary>One query: its rows go to the sink as they are made.</summary>
internal sealed class SelectRun(
    InMemoryServer server, Statement.Select select, IResultSink sink, Evaluator evaluator, RunningStatement running)
{
    private static readonly string Filling = new('x', 100);

    public async Task<long> RunAsync()
    {
        if (select.Columns is [(Expression.Call { Function: Functions.Count }, _)])
        {
            var (_, all) = Source(select);
            long counted = 0;
            await foreach (var row in all)
            {
                counted++;
            }

            await WriteAsync(sink, [(Functions.Count, new SqlValue(SqlType.Bigint, $"{counted}"))], begin: true, running.Token);
            return 1;
        }

        var (columns, rows) = Source(select);
        var limit = select.Limit is { } most ? (await evaluator.ValueAsync(most)).ToInt64() : long.MaxValue;
        long written = 0;
        await foreach (var row in rows)
        {
            if (written == limit)
            {
                break;
            }

            await WriteAsync(sink, await ProjectAsync(select, columns, row), begin: written == 0, running.Token);
            written++;
        }

        if (written == 0)
        {
            await sink.BeginResultAsync(
                [.. Names(select, columns).Select(name => new ColumnDescription(name, "text"))], running.Token);
        }

        return written;
    }

    /// <summary>Hands a row to a sink.</summary>
    public static async ValueTask WriteAsync(
        IResultSink sink, IReadOnlyList<(string Name, SqlValue Value)> row, bool begin, CancellationToken cancellationToken)
    {
        if (begin)
        {
            var columns = row.Select(cell => new ColumnDescription(cell.Name, cell.Value.Type.ToString().ToLowerInvariant()));
            await sink.BeginResultAsync([.. columns], cancellationToken);
        }

        sink.BeginRow();
        foreach (var (_, value) in row)
        {
            value.WriteTo(sink);
        }

        await sink.EndRowAsync(cancellationToken);
    }

    /// <summary>What a query reads from, behind its condition.</summary>
    private (IReadOnlyList<string> Columns, IAsyncEnumerable<SqlValue[]> Rows) Source(Statement.Select query)
    {
        if (query.Query is { } inner)
        {
            var (columns, rows) = Source(inner);
            return (Names(inner, columns), FilterAsync(query, Names(inner, columns), ProjectAsync(inner, columns, rows)));
        }

        if (query.Series is { } count)
        {
            return (["n", "text"], FilterAsync(query, ["n", "text"], SeriesAsync(count)));
        }

        if (query.Table is not { } name)
        {
            return ([], FilterAsync(query, [], ManyAsync([[]])));
        }

        lock (server.Gate)
        {
            var table = server.Database.Get(name, administrator: false);
            var columns = table.Definition.Columns.Select(column => column.Name).ToArray();
            return (columns, FilterAsync(query, columns, ManyAsync([.. table.Rows.Values])));
        }
    }

    private static IReadOnlyList<string> Names(Statement.Select query, IReadOnlyList<string> columns) =>
        [.. query.Columns.SelectMany(column => column.Value is Expression.Star ? columns : [column.Name])];

    private async IAsyncEnumerable<SqlValue[]> FilterAsync(
        Statement.Select query, IReadOnlyList<string> columns, IAsyncEnumerable<SqlValue[]> rows)
    {
        await foreach (var row in rows)
        {
            running.Token.ThrowIfCancellationRequested();
            if (query.Condition is not { } condition
                || (await evaluator.ValueAsync(condition.Left, columns, row)).Text
                == (await evaluator.ValueAsync(condition.Right, columns, row)).Text)
            {
                yield return row;
            }
        }
    }

    private async IAsyncEnumerable<SqlValue[]> ProjectAsync(
        Statement.Select query, IReadOnlyList<string> columns, IAsyncEnumerable<SqlValue[]> rows)
    {
        await foreach (var row in rows)
        {
            yield return [.. (await ProjectAsync(query, columns, row)).Select(cell => cell.Value)];
        }
    }

    private async ValueTask<List<(string Name, SqlValue Value)>> ProjectAsync(
        Statement.Select query, IReadOnlyList<string> columns, SqlValue[] row)
    {
        List<(string, SqlValue)> cells = [];
        foreach (var (expression, name) in query.Columns)
        {
            if (expression is Expression.Star)
            {
                cells.AddRange(columns.Zip(row));
            }
            else
            {
                cells.Add((name, await evaluator.ValueAsync(expression, columns, row)));
            }
        }

        return cells;
    }

    private async IAsyncEnumerable<SqlValue[]> SeriesAsync(Expression count)
    {
        var last = (await evaluator.ValueAsync(count)).ToInt64();
        for (var n = 1L; n <= last; n++)
        {
            yield return [SqlValue.Of(n), SqlValue.Of(Filling)];
        }
    }

    private static async IAsyncEnumerable<SqlValue[]> ManyAsync(IReadOnlyList<SqlValue[]> rows)
    {
        await ValueTask.CompletedTask;
        foreach (var row in rows)
        {
            yield return row;
        }
    }
}
