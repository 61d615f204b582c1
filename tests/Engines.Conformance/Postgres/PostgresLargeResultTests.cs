namespace CausalGateway.Engines.Conformance.Postgres;

/// <inheritdoc/>
[Collection(nameof(OnPostgres))]
public sealed class PostgresLargeResultTests(PostgresUnderTest engine) : LargeResultTests(engine);
