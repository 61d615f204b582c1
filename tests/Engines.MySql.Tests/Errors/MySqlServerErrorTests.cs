using CausalGateway.Engines.MySql.Tests.Protocol;

namespace CausalGateway.Engines.MySql.Tests.Errors;

public sealed class MySqlServerErrorTests(MySqlWireFixture fixture) : ServerErrorTests(fixture.Server)
{
    /// <summary>A sleep alone ends early without an error.</summary>
    protected override string LimitedSleep =>
        "select /*+ max_execution_time(100) */ count(*) from information_schema.columns a, information_schema.columns b, "
        + "information_schema.columns c where a.column_name > b.column_name and b.column_name > c.column_name";
}
