namespace CausalGateway.Engines.InMemory.Sql;

/// <summary>A statement that was understood.</summary>
internal abstract record Statement
{
    /// <summary>Expressions, each with its name, of a table, of <c>series(n)</c> or of another query.</summary>
    public sealed record Select(
        IReadOnlyList<(Expression Value, string Name)> Columns,
        string? Table,
        Expression? Series,
        Select? Query,
        (Expression Left, Expression Right)? Condition) : Statement
    {
        public Expression? Limit { get; init; }

        /// <summary>The statement that is only explained.</summary>
        public bool Explains { get; init; }
    }

    public sealed record Insert(string Table, IReadOnlyList<string> Columns, IReadOnlyList<Expression> Values, string? Returning)
        : Statement;

    /// <summary>Sets a column of the rows with these keys, in this order.</summary>
    public sealed record Update(string Table, string Column, Expression Value, IReadOnlyList<Expression> Keys) : Statement;

    public sealed record Delete(string Table, IReadOnlyList<Expression> Keys) : Statement;

    public sealed record Create(TableDefinition Table) : Statement;

    public sealed record Drop(string Table) : Statement;

    /// <summary><c>write_row(table, id, text)</c> is the only procedure.</summary>
    public sealed record Call(string Procedure, IReadOnlyList<Expression> Arguments) : Statement;
}
