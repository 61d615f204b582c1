namespace CausalGateway.Engines.Conformance.MySql;

/// <inheritdoc/>
[Collection(nameof(OnMySql))]
public sealed class MySqlPromotionTests(MySqlUnderTest engine) : PromotionTests(engine);
