namespace CausalGateway.Functional.Outages;

public sealed class MySqlOutageTests(MySqlOutageServers outage) : OutageTests(outage), IClassFixture<MySqlOutageServers>;
