using CausalGateway.Engines.MySql.Tests.Protocol;

namespace CausalGateway.Engines.MySql.Tests.Classification;

public sealed class MySqlServerClassificationLaws(MySqlWireFixture fixture) : ServerClassificationLaws(fixture.Server, Dialect.MySql);
