using CausalGateway.LocalCluster.Tests.Binlog;

namespace CausalGateway.LocalCluster.Tests.MySql;

[Collection(nameof(SharedMySql))]
public sealed class MySqlReplayTests(MySqlFixture fixture) : BinlogReplayTests(fixture);
