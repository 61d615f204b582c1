using CausalGateway.Abstractions;
using CausalGateway.Engines.InMemory.Positions;
using CausalGateway.Engines.InMemory.Servers;
using CausalGateway.Engines.InMemory.Sql;

namespace CausalGateway.Engines.InMemory.Nodes;

/// <summary>One statement on its server.</summary>
internal sealed class StatementRun(
    InMemoryServer server, StatementRequest request, IResultSink sink, RunningStatement running, TimeProvider time)
{
    private readonly Evaluator _evaluator = new(request.Parameters, running, time);

    public async Task<ExecutionResult> RunAsync()
    {
        var given = request.Parameters.Count;
        if (given != request.Classification.ParameterCount)
        {
            throw new EngineException(
                EngineErrorKind.InvalidParameter,
                $"The statement takes {request.Classification.ParameterCount} parameters, {given} were given.");
        }

        InMemoryPosition? reached = null;
        lock (server.Gate)
        {
            if (request.Role == ServerRole.Primary && !server.IsPrimary)
            {
                throw new EngineException(EngineErrorKind.NotPrimary, "The server is a replica.");
            }

            if (request.Demand.HasFlag(PositionDemand.Before) && request.MustCover is { } demanded)
            {
                reached = server.Position.Covers(demanded)
                    ? server.Position
                    : throw new EngineException(EngineErrorKind.NotReached, "The server has not reached the position.");
            }
        }

        var statement = Parser.Parse(request.Sql);
        var result = statement is Statement.Select select ? await ReadAsync(select) : await WriteAsync(statement);
        return result with { Reached = reached };
    }

    private async Task<ExecutionResult> ReadAsync(Statement.Select select)
    {
        var rows = select.Explains ? 0 : await new SelectRun(server, select, sink, _evaluator, running).RunAsync();
        if (select.Explains)
        {
            await sink.BeginResultAsync([new ColumnDescription("plan", "text")], running.Token);
        }

        lock (server.Gate)
        {
            return new ExecutionResult
            {
                Command = request.Classification.Command,
                RowCount = rows,
                Incarnation = server.Incarnation,
                Role = request.Demand == PositionDemand.None && request.Role == ServerRole.Unknown ? ServerRole.Unknown
                    : server.IsPrimary ? ServerRole.Primary : ServerRole.Replica,
                Position = (request.Demand & (PositionDemand.After | PositionDemand.Commit)) != 0 ? server.Position : null,
            };
        }
    }

    private async Task<ExecutionResult> WriteAsync(Statement statement)
    {
        lock (server.Gate)
        {
            if (request.ReadOnly || !server.IsPrimary)
            {
                throw SqlError.Make("25006", "The server takes reads only.", EngineErrorKind.ReadOnly);
            }
        }

        var (changes, rows) = statement switch
        {
            Statement.Insert insert => await InsertAsync(insert),
            Statement.Call { Procedure: "write_row", Arguments: [var table, var id, var text] } => await InsertAsync(
                new Statement.Insert((await _evaluator.ValueAsync(table)).Text!, [], [id, text], null)),
            Statement.Call { Procedure: "write_two", Arguments: [var table, var first, var second] } => await InsertTwiceAsync(
                (await _evaluator.ValueAsync(table)).Text!, first, second),
            Statement.Update update => await UpdateAsync(update),
            Statement.Delete delete => await DeleteAsync(delete),
            Statement.Create create => (() => [Create(create.Table)], 0L),
            Statement.Drop drop => (() => [new Change.Removal(Get(drop.Table).Definition.Name)], 0L),
            _ => throw SqlError.Make("42883", "There is no such procedure."),
        };
        running.Token.ThrowIfCancellationRequested();
        if (server.CommitTime > TimeSpan.Zero)
        {
            await Task.Delay(server.CommitTime, time, running.Token);
        }

        var (before, after) = await CommitAsync(changes);
        return new ExecutionResult
        {
            Command = request.Classification.Command,
            RowCount = rows,
            Incarnation = server.Incarnation,
            Role = ServerRole.Primary,
            Position = request.Demand == PositionDemand.None ? null : after,
            BeforeCommit = request.Demand.HasFlag(PositionDemand.Commit) ? before : null,
        };
    }

    /// <summary>Commits, and returns once it is acknowledged: where the server was before, and what covers the write.</summary>
    private async Task<(InMemoryPosition Before, InMemoryPosition After)> CommitAsync(Func<IReadOnlyList<Change>> changes)
    {
        Task acknowledged;
        InMemoryPosition before;
        lock (server.Gate)
        {
            (before, acknowledged) = server.Commit(changes());
        }

        await acknowledged;
        return (before, server.Position);
    }

    /// <summary>Two inserts with a commit between; the second one is the caller's to commit.</summary>
    private async Task<(Func<IReadOnlyList<Change>> Changes, long Rows)> InsertTwiceAsync(
        string table, Expression first, Expression second)
    {
        var text = new Expression.Literal(SqlValue.Of("a"));
        await CommitAsync((await InsertAsync(new Statement.Insert(table, [], [first, text], null))).Changes);
        return await InsertAsync(new Statement.Insert(table, [], [second, text], null));
    }

    private async Task<(Func<IReadOnlyList<Change>> Changes, long Rows)> InsertAsync(Statement.Insert insert)
    {
        TableDefinition table;
        lock (server.Gate)
        {
            table = Get(insert.Table).Definition;
        }

        var row = new SqlValue[insert.Columns.Count == 0 ? insert.Values.Count : table.Columns.Count];
        for (var i = 0; i < insert.Values.Count; i++)
        {
            row[insert.Columns.Count == 0 ? i : table.IndexOf(insert.Columns[i])] = await _evaluator.ValueAsync(insert.Values[i]);
        }

        var key = row[0].ToInt64();
        await server.Locks.TakeAsync(running, table.Name, key);
        Check();
        if (insert.Returning is { } column)
        {
            var at = table.IndexOf(column);
            await SelectRun.WriteAsync(sink, [(column, row[at])], begin: true, running.Token);
        }

        return (() => [Check()], 1);

        Change Check()
        {
            lock (server.Gate)
            {
                var kept = server.Database.Check(table, row);
                return Get(table.Name).Rows.ContainsKey(key)
                    ? throw SqlError.Constraint("23505", $"There is a row {key}.")
                    : new Change.OfRow(table.Name, key, kept);
            }
        }
    }

    private async Task<(Func<IReadOnlyList<Change>> Changes, long Rows)> UpdateAsync(Statement.Update update)
    {
        List<Change> changes = [];
        foreach (var expression in update.Keys)
        {
            var key = (await _evaluator.ValueAsync(expression)).ToInt64();
            await server.Locks.TakeAsync(running, update.Table, key);
            var value = await _evaluator.ValueAsync(update.Value);
            lock (server.Gate)
            {
                var table = Get(update.Table);
                if (table.Rows.TryGetValue(key, out var row))
                {
                    row = [.. row];
                    row[table.Definition.IndexOf(update.Column)] = value;
                    changes.Add(new Change.OfRow(update.Table, key, server.Database.Check(table.Definition, row)));
                }
            }
        }

        return (() => changes, changes.Count);
    }

    private async Task<(Func<IReadOnlyList<Change>> Changes, long Rows)> DeleteAsync(Statement.Delete delete)
    {
        List<Change> changes = [];
        foreach (var expression in delete.Keys)
        {
            var key = (await _evaluator.ValueAsync(expression)).ToInt64();
            await server.Locks.TakeAsync(running, delete.Table, key);
            lock (server.Gate)
            {
                if (Get(delete.Table).Rows.ContainsKey(key))
                {
                    server.Database.CheckNotReferenced(delete.Table, key);
                    changes.Add(new Change.OfRow(delete.Table, key, null));
                }
            }
        }

        return (() => changes, changes.Count);
    }

    private Change.Creation Create(TableDefinition table)
    {
        server.Database.CheckNotTaken(table.Name);
        return new Change.Creation(table);
    }

    private Table Get(string table) => server.Database.Get(table, IsAdministrator);

    private bool IsAdministrator => request.Database == InMemoryEngine.Administration;
}
