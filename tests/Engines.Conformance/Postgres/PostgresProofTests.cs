namespace CausalGateway.Engines.Conformance.Postgres;

/// <inheritdoc/>
[Collection(nameof(OnPostgres))]
public sealed class PostgresProofTests(PostgresUnderTest engine) : ProofTests(engine);
