using CausalGateway.Engines.MySql.Tests.Protocol;

namespace CausalGateway.Engines.MySql.Tests.Classification;

public sealed class MariaDbServerClassificationLaws(MariaDbWireFixture fixture) : ServerClassificationLaws(fixture.Server, Dialect.MariaDb);
