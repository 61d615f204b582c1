namespace CausalGateway.Engines.Conformance.Postgres;

/// <inheritdoc/>
[Collection(nameof(OnPostgres))]
public sealed class PostgresPromotionTests(PostgresUnderTest engine) : PromotionTests(engine);
