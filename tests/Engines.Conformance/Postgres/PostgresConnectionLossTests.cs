namespace CausalGateway.Engines.Conformance.Postgres;

/// <inheritdoc/>
[Collection(nameof(OnPostgres))]
public sealed class PostgresConnectionLossTests(PostgresUnderTest engine) : ConnectionLossTests(engine);
