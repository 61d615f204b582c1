namespace CausalGateway.Engines.Conformance.MySql;

/// <inheritdoc/>
[Collection(nameof(OnMySql))]
public sealed class MySqlCaptureTests(MySqlUnderTest engine) : CaptureTests(engine);
