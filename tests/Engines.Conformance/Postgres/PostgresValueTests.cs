namespace CausalGateway.Engines.Conformance.Postgres;

/// <inheritdoc/>
[Collection(nameof(OnPostgres))]
public sealed class PostgresValueTests(PostgresUnderTest engine) : ValueTests(engine);
