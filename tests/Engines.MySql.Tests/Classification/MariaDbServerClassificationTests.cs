using CausalGateway.Engines.MySql.Tests.Protocol;

namespace CausalGateway.Engines.MySql.Tests.Classification;

public sealed class MariaDbServerClassificationTests(MariaDbWireFixture fixture)
    : ServerClassificationTests(fixture.Server, Dialect.MariaDb)
{
    protected override HashSet<string> Absent => [];

    protected override string KeywordQuery => "select distinct lower(word) from information_schema.keywords";
}
