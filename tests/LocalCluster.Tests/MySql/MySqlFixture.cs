using CausalGateway.LocalCluster.Tests.Binlog;

namespace CausalGateway.LocalCluster.Tests.MySql;

public sealed class MySqlFixture() : BinlogFixture(new MySqlUnderTest());
