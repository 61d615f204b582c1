namespace CausalGateway.Engines.Conformance.Postgres;

/// <inheritdoc/>
[Collection(nameof(OnPostgres))]
public sealed class PostgresCaptureTests(PostgresUnderTest engine) : CaptureTests(engine);
