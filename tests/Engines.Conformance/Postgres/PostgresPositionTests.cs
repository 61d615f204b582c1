namespace CausalGateway.Engines.Conformance.Postgres;

/// <inheritdoc/>
[Collection(nameof(OnPostgres))]
public sealed class PostgresPositionTests(PostgresUnderTest engine) : PositionTests(engine);
