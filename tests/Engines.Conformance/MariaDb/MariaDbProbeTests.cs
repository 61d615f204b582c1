namespace CausalGateway.Engines.Conformance.MariaDb;

/// <inheritdoc/>
[Collection(nameof(OnMariaDb))]
public sealed class MariaDbProbeTests(MariaDbUnderTest engine) : ProbeTests(engine);
