using CausalGateway.Engines.MySql.Tests.Protocol;

namespace CausalGateway.Engines.MySql.Tests.Statements;

public sealed class MySqlServerParameterTests(MySqlWireFixture fixture) : ServerParameterTests(fixture.Server);
