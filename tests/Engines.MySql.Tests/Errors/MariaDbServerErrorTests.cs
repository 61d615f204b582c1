using CausalGateway.Engines.MySql.Tests.Protocol;

namespace CausalGateway.Engines.MySql.Tests.Errors;

public sealed class MariaDbServerErrorTests(MariaDbWireFixture fixture) : ServerErrorTests(fixture.Server)
{
    protected override string LimitedSleep => "set statement max_statement_time = 0.1 for select sleep(60)";
}
