namespace CausalGateway.Engines.Conformance.MariaDb;

/// <inheritdoc/>
[Collection(nameof(OnMariaDb))]
public sealed class MariaDbCaptureTests(MariaDbUnderTest engine) : CaptureTests(engine);
