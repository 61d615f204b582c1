namespace CausalGateway.Engines.Conformance.Postgres;

/// <inheritdoc/>
[Collection(nameof(OnPostgres))]
public sealed class PostgresReplayTests(PostgresUnderTest engine) : ReplayTests(engine);
