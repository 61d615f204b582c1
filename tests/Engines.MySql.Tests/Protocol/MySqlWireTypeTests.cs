namespace CausalGateway.Engines.MySql.Tests.Protocol;

public sealed class MySqlWireTypeTests(MySqlWireFixture fixture) : WireTypeTests(fixture.Server);
