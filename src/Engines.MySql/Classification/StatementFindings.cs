using CausalGateway.Abstractions;

namespace CausalGateway.Engines.MySql.Classification;

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

    /// <summary>A function or variable that tells what the connection did before.</summary>
    public string? SessionRead;

    /// <summary>A variable of the session that it reads or assigns.</summary>
    public string? UserVariable;

    /// <summary>In a SET: a variable that the gateway relies on.</summary>
    public string? GuardedVariable;

    /// <summary>Whether it calls a function that must not share a connection.</summary>
    public bool NeedsLease;

    /// <summary>Whether it has an INTO that is not part of INSERT or REPLACE.</summary>
    public bool HasInto;

    /// <summary>Whether there is a RETURNING outside parentheses.</summary>
    public bool HasReturning;

    /// <summary>Whether it locks (LOCK, or FOR EXPORT) beyond its first word.</summary>
    public bool HasLock;

    /// <summary>Whether it checks or repairs partitions, which an ALTER TABLE answers with rows.</summary>
    public bool MaintainsPartitions;

    /// <summary>Whether it defines a routine, a trigger or an event, whose body is not run.</summary>
    public bool DefinesRoutine;

    /// <summary>The parameters' places, in the order of the text.</summary>
    public List<Placeholder>? Placeholders;
}
