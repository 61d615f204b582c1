using CausalGateway.LocalCluster.Tests.Binlog;

namespace CausalGateway.LocalCluster.Tests.MariaDb;

[Collection(nameof(SharedMariaDb))]
public sealed class MariaDbReplayTests(MariaDbFixture fixture) : BinlogReplayTests(fixture);
