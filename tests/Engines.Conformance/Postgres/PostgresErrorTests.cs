namespace CausalGateway.Engines.Conformance.Postgres;

/// <inheritdoc/>
[Collection(nameof(OnPostgres))]
public sealed class PostgresErrorTests(PostgresUnderTest engine) : ErrorTests(engine);
