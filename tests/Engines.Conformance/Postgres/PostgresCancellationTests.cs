namespace CausalGateway.Engines.Conformance.Postgres;

/// <inheritdoc/>
[Collection(nameof(OnPostgres))]
public sealed class PostgresCancellationTests(PostgresUnderTest engine) : CancellationTests(engine);
