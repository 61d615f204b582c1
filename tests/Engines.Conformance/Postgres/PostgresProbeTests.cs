namespace CausalGateway.Engines.Conformance.Postgres;

/// <inheritdoc/>
[Collection(nameof(OnPostgres))]
public sealed class PostgresProbeTests(PostgresUnderTest engine) : ProbeTests(engine);
