namespace CausalGateway.Engines.InMemory.Sql;

/// <summary>Something that has a value.</summary>
internal abstract record Expression
{
    public sealed record Literal(SqlValue Value) : Expression;

    public sealed record Parameter(int Index) : Expression;

    public sealed record Column(string Name) : Expression;

    public sealed record Call(string Function, IReadOnlyList<Expression> Arguments) : Expression;

    /// <summary>All columns.</summary>
    public sealed record Star : Expression;
}
