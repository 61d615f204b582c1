namespace CausalGateway.Abstractions;

/// <summary>One statement to run on one server.</summary>
public sealed record StatementRequest
{
    /// <summary>The statement, with the engine's own placeholders.</summary>
    public required string Sql { get; init; }

    /// <summary>What the engine's classifier said of it.</summary>
    public required StatementClassification Classification { get; init; }

    /// <summary>The parameters, by index.</summary>
    public IReadOnlyList<StatementParameter> Parameters { get; init; } = [];

    /// <summary>The server's database, or null for the one in the connection string.</summary>
    public string? Database { get; init; }

    /// <summary>Whether the server must refuse writes in it (a read-only transaction).</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Which positions are wanted.</summary>
    public PositionDemand Demand { get; init; }

    /// <summary>What <see cref="PositionDemand.Before"/> must prove.</summary>
    public ReplicationPosition? MustCover { get; init; }

    /// <summary>
    /// The incarnation on which the caller's proof rests; if the connection belongs to another one, nothing is sent and
    /// <see cref="EngineErrorKind.IncarnationChanged"/> is thrown.
    /// </summary>
    public ServerIncarnation Incarnation { get; init; }

    /// <summary>
    /// The role the server must have: with <see cref="ServerRole.Primary"/> an answer from a server that has become a replica
    /// is <see cref="EngineErrorKind.NotPrimary"/>.
    /// </summary>
    public ServerRole Role { get; init; }
}
