using CausalGateway.LocalCluster.Tests.Binlog;

namespace CausalGateway.LocalCluster.Tests.MariaDb;

public sealed class MariaDbFixture() : BinlogFixture(new MariaDbUnderTest());
