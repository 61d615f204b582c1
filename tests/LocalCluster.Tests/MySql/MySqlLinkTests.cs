using CausalGateway.LocalCluster.Tests.Binlog;

namespace CausalGateway.LocalCluster.Tests.MySql;

[Collection(nameof(SharedMySql))]
public sealed class MySqlLinkTests(MySqlFixture fixture) : BinlogLinkTests(fixture);
