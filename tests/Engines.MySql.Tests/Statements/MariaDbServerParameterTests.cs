using CausalGateway.Engines.MySql.Tests.Protocol;

namespace CausalGateway.Engines.MySql.Tests.Statements;

public sealed class MariaDbServerParameterTests(MariaDbWireFixture fixture) : ServerParameterTests(fixture.Server);
