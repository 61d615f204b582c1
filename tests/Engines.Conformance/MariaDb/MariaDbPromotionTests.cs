namespace CausalGateway.Engines.Conformance.MariaDb;

/// <inheritdoc/>
[Collection(nameof(OnMariaDb))]
public sealed class MariaDbPromotionTests(MariaDbUnderTest engine) : PromotionTests(engine);
