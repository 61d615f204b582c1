namespace CausalGateway.Engines.Conformance.Postgres;

/// <inheritdoc/>
[Collection(nameof(OnPostgres))]
public sealed class PostgresWaitingTests(PostgresUnderTest engine) : WaitingTests(engine);
