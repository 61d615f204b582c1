namespace CausalGateway.Engines.Conformance.Postgres;

/// <inheritdoc/>
[Collection(nameof(OnPostgres))]
public sealed class PostgresHungCommitTests(PostgresUnderTest engine) : HungCommitTests(engine);
