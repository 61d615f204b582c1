namespace CausalGateway.Functional.Outages;

public sealed class MariaDbOutageTests(MariaDbOutageServers outage) : OutageTests(outage), IClassFixture<MariaDbOutageServers>;
