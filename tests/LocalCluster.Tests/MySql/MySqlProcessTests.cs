using CausalGateway.LocalCluster.Tests.Binlog;

namespace CausalGateway.LocalCluster.Tests.MySql;

[Collection(nameof(SharedMySql))]
public sealed class MySqlProcessTests(MySqlFixture fixture) : BinlogProcessTests(fixture);
