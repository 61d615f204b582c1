namespace CausalGateway.Engines.Conformance.MariaDb;

/// <inheritdoc/>
[Collection(nameof(OnMariaDb))]
public sealed class MariaDbHungCommitTests(MariaDbUnderTest engine) : HungCommitTests(engine);
