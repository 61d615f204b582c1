using CausalGateway.Engines.MySql.Tests.Protocol;

namespace CausalGateway.Engines.MySql.Tests.Classification;

public sealed class MySqlServerClassificationTests(MySqlWireFixture fixture)
    : ServerClassificationTests(fixture.Server, Dialect.MySql)
{
    /// <summary>Functions that come from a component since 9.6.</summary>
    protected override HashSet<string> Absent => ["md5", "sha", "sha1"];

    protected override string KeywordQuery => "select lower(word) from information_schema.keywords";
}
