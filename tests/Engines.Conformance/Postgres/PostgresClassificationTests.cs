namespace CausalGateway.Engines.Conformance.Postgres;

/// <inheritdoc/>
[Collection(nameof(OnPostgres))]
public sealed class PostgresClassificationTests(PostgresUnderTest engine) : ClassificationTests(engine);
