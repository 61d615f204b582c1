namespace CausalGateway.Abstractions;

/// <summary>What the text of a statement says about how it must be run. Immutable.</summary>
public sealed record StatementClassification
{
    /// <summary>What the statement may do.</summary>
    public required StatementKind Kind { get; init; }

    /// <summary>Why, in a few words for people: <c>plain read</c>, <c>locks rows (FOR UPDATE)</c>, <c>calls nextval</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>The statement's leading keyword in upper case (<c>SELECT</c>, <c>CREATE</c>), or empty.</summary>
    public string Command { get; init; } = "";

    /// <summary>Whether it may return rows. A write that may is answered only after its rows fitted into the limit.</summary>
    public bool ReturnsRows { get; init; }

    /// <summary>Whether the server accepts it inside a transaction block (VACUUM and CREATE DATABASE are not).</summary>
    public bool AllowedInTransaction { get; init; } = true;

    /// <summary>Whether every function it calls is known to leave nothing behind on the connection.</summary>
    public bool Shareable { get; init; }

    /// <summary>The places of the engine's own placeholders, in the order of the text.</summary>
    public IReadOnlyList<Placeholder> Placeholders { get; init; } = [];

    /// <summary>How many parameters the statement takes.</summary>
    public int ParameterCount { get; init; }
}
