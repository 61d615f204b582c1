using CausalGateway.Abstractions;

namespace CausalGateway.Engines.Postgres.Classification;

/// <summary>
/// What <see cref="StatementScanner"/> found in a statement; what it means is for <see cref="CommandRules"/> to say.
/// </summary>
internal struct StatementFindings
{
    /// <summary>Why it is not one statement, if it is not. Everything else is then incomplete.</summary>
    public StatementDefect Defect;

    /// <summary>The first word behind opening parentheses.</summary>
    public Keyword Command;

    /// <summary>The first words outside parentheses.</summary>
    public StatementHead Head;

    /// <summary>Behind WITH: the first word of the statement proper, or none if that is in parentheses.</summary>
    public Keyword Main;

    /// <summary>In a query: the first reason why it is not a plain read.</summary>
    public string? NoPlainRead;

    /// <summary>A function it calls that leaves something behind in the session.</summary>
    public string? SessionFunction;

    /// <summary>Whether it calls a function that must not share a connection.</summary>
    public bool NeedsLease;

    /// <summary>Whether it has an INTO that is not part of INSERT or MERGE.</summary>
    public bool HasInto;

    /// <summary>Whether that INTO asks for a temporary table.</summary>
    public bool IntoTemporary;

    /// <summary>Whether it names something in a schema of temporary objects.</summary>
    public bool NamesTemporarySchema;

    /// <summary>Whether there is a RETURNING outside parentheses.</summary>
    public bool HasReturning;

    /// <summary>Whether CONCURRENTLY occurs.</summary>
    public bool IsConcurrent;

    /// <summary>Whether TABLESPACE occurs outside parentheses.</summary>
    public bool NamesTablespace;

    /// <summary>Whether a COPY reads from, or writes to, the client's connection.</summary>
    public bool CopiesOverConnection;

    /// <summary>The parameters' places, in the order of the text.</summary>
    public List<Placeholder>? Placeholders;

    /// <summary>The highest parameter's number.</summary>
    public int ParameterCount;
}
