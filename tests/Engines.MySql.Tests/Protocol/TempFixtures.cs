namespace CausalGateway.Engines.MySql.Tests.Protocol;
public sealed class MySqlWireFixture { public WireServer Server { get; } = new(15306, "/tmp/q/lead/my/d0/ca.pem"); }
public sealed class MariaDbWireFixture { public WireServer Server { get; } = new(15906, "/tmp/q/lead/my/d0/ca.pem"); }
