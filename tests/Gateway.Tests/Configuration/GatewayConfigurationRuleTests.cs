using static CausalGateway.Gateway.Tests.Configuration.GatewayConfigurationSource;

namespace CausalGateway.Gateway.Tests.Configuration;

/// <summary>
/// One failing case for each rule: a single key is changed in a valid configuration, and a single error names it.
/// </summary>
public sealed class GatewayConfigurationRuleTests
{
    private const string Cluster = "Gateway:Clusters:orders-pg:";

    [Theory]
    [InlineData("Gateway:Lissten", "x", "Gateway:Lissten is not a setting; did you mean Listen?")]
    [InlineData("Gateway:Nonsense:A", "x", "Gateway:Nonsense is not a setting")]
    [InlineData(Cluster + "Conection", "x", Cluster + "Conection is not a setting; did you mean Connection?")]
    [InlineData(Cluster + "Servers:1:Wieght", "2", Cluster + "Servers:1:Wieght is not a setting; did you mean Weight?")]
    [InlineData(
        "Gateway:Sessions:SigningKeys:0:Id2", "x",
        "Gateway:Sessions:SigningKeys:0:Id2 is not a setting; did you mean Id?")]
    [InlineData("Gateway:Limits:MaxBody", "1", "Gateway:Limits:MaxBody is not a setting")]
    [InlineData("Gateway:Anonymous:AnyAdress", "true", "Gateway:Anonymous:AnyAdress is not a setting; did you mean AnyAddress?")]
    [InlineData("Gatewey:Listen", "x", "Gatewey is not a section of this program; did you mean Gateway?")]
    [InlineData(
        "Kestrel:Endpoints:Http:Url", "http://*:80",
        "Kestrel:Endpoints would override Gateway:Listen; say there where to listen")]
    public void Load_UnknownKey_IsReportedWithTheNearestName(string key, string value, string expected) =>
        AssertOnlyError(key, value, expected);

    [Theory]
    [InlineData("Gateway:Roles:0", "edge", "Gateway:Roles:0 cannot be edge: it is not available yet")]
    [InlineData("Gateway:Principals:web:ReadOnly", "true", "Gateway:Principals is not available yet")]
    [InlineData(Cluster + "Lag:Full", "100ms", Cluster + "Lag is not available yet")]
    [InlineData(Cluster + "PrimaryFallbackShare", "0.3", Cluster + "PrimaryFallbackShare is not available yet")]
    [InlineData(Cluster + "Balancing", "round-robin", Cluster + "Balancing cannot be round-robin: it is not available yet")]
    [InlineData(Cluster + "Balancing", "weighted", Cluster + "Balancing cannot be weighted: it is not available yet")]
    [InlineData(Cluster + "Balancing", "lag-aware", Cluster + "Balancing cannot be lag-aware: it is not available yet")]
    [InlineData(
        "Gateway:Sessions:OnStoreFailure", "primary",
        "Gateway:Sessions:OnStoreFailure cannot be primary: it is not available yet")]
    public void Load_PlannedSetting_IsNotAvailableYet(string key, string value, string expected) =>
        AssertOnlyError(key, value, expected);

    [Theory]
    [InlineData("Gateway:Roles:0", "quary", "Gateway:Roles:0 must be one of: query; did you mean query?")]
    [InlineData(Cluster + "Engine", "postgre", Cluster + "Engine must be one of: postgres, mysql, mariadb; did you mean postgres?")]
    [InlineData(Cluster + "Engine", "oracle", Cluster + "Engine must be one of: postgres, mysql, mariadb")]
    [InlineData(Cluster + "Engine", "MySQL", Cluster + "Engine must be one of: postgres, mysql, mariadb; did you mean mysql?")]
    [InlineData(Cluster + "Balancing", "random", Cluster + "Balancing must be one of: least-outstanding")]
    [InlineData("Gateway:Sessions:OnStoreFailure", "ignore", "Gateway:Sessions:OnStoreFailure must be one of: fail")]
    [InlineData("Gateway:Anonymous:AnyAddress", "yes", "Gateway:Anonymous:AnyAddress must be true or false")]
    [InlineData(
        "Gateway:Databases:orders:Cluster", "orders-gp",
        "Gateway:Databases:orders:Cluster is not the name of a cluster; did you mean orders-pg?")]
    [InlineData("Gateway:Databases:orders:Cluster", "elsewhere", "Gateway:Databases:orders:Cluster is not the name of a cluster")]
    public void Load_UnknownWord_IsReported(string key, string value, string expected) => AssertOnlyError(key, value, expected);

    [Theory]
    [InlineData(Cluster + "WaitTimeout", "31s", Cluster + "WaitTimeout must be between 0 and 30s")]
    [InlineData(
        Cluster + "WaitTimeout", "50",
        Cluster + "WaitTimeout is not a duration; write it as 100ms, 1.5s, 2m, 1h, 7d or hh:mm:ss")]
    [InlineData(Cluster + "ProbeInterval", "9ms", Cluster + "ProbeInterval must be between 10ms and 1m")]
    [InlineData(Cluster + "ProbeInterval", "61s", Cluster + "ProbeInterval must be between 10ms and 1m")]
    [InlineData(Cluster + "ProbeTimeout", "0", Cluster + "ProbeTimeout must be between 10ms and 1m")]
    [InlineData(Cluster + "ConnectTimeout", "99ms", Cluster + "ConnectTimeout must be between 100ms and 1m")]
    [InlineData(Cluster + "StatementTimeout", "25h", Cluster + "StatementTimeout must be between 10ms and 1d")]
    [InlineData(Cluster + "MaxConnectionsPerServer", "0", Cluster + "MaxConnectionsPerServer must be between 1 and 10000")]
    [InlineData(Cluster + "MaxConnectionsPerServer", "1.5", Cluster + "MaxConnectionsPerServer is not a whole number")]
    [InlineData(Cluster + "Servers:0:Weight", "-1", Cluster + "Servers:0:Weight must be between 1 and 1000")]
    [InlineData("Gateway:Sessions:TimeToLive", "59s", "Gateway:Sessions:TimeToLive must be between 1m and 30d")]
    [InlineData("Gateway:Sessions:TimeToLive", "31d", "Gateway:Sessions:TimeToLive must be between 1m and 30d")]
    [InlineData("Gateway:Sessions:CallTimeout", "31s", "Gateway:Sessions:CallTimeout must be between 10ms and 30s")]
    [InlineData("Gateway:Limits:MaxBodyBytes", "1023", "Gateway:Limits:MaxBodyBytes must be between 1KiB and 1GiB")]
    [InlineData(
        "Gateway:Limits:MaxBodyBytes", "lots",
        "Gateway:Limits:MaxBodyBytes is not a size; write it as 100MB, 16MiB, 64KiB or plain bytes")]
    [InlineData("Gateway:Limits:MaxHeldBackBytes", "2GiB", "Gateway:Limits:MaxHeldBackBytes must be between 1KiB and 1GiB")]
    [InlineData("Gateway:Limits:HeaderAnswerBytes", "17MiB", "Gateway:Limits:HeaderAnswerBytes must be between 0 and 16MiB")]
    [InlineData("Gateway:Limits:MaxParameters", "65536", "Gateway:Limits:MaxParameters must be between 1 and 65535")]
    public void Load_ValueOutOfRange_IsReportedWithTheRange(string key, string value, string expected) =>
        AssertOnlyError(key, value, expected);

    [Theory]
    [InlineData(Cluster + "Engine", null, Cluster + "Engine is required")]
    [InlineData(Cluster + "Connection", "", Cluster + "Connection is required")]
    [InlineData(Cluster + "Servers:1:Name", null, Cluster + "Servers:1:Name is required")]
    [InlineData(Cluster + "Servers:1:Endpoint", " ", Cluster + "Servers:1:Endpoint is required")]
    [InlineData("Gateway:Databases:orders:Cluster", null, "Gateway:Databases:orders:Cluster is required")]
    [InlineData("Gateway:Sessions:SigningKeys:0:Id", null, "Gateway:Sessions:SigningKeys:0:Id is required")]
    [InlineData("Gateway:Sessions:SigningKeys:0:Secret", null, "Gateway:Sessions:SigningKeys:0:Secret is required")]
    public void Load_RequiredValueMissing_IsReported(string key, string? value, string expected) =>
        AssertOnlyError(key, value, expected);

    [Theory]
    [InlineData(
        Cluster + "Connection", "Host=pg1;Username=x",
        Cluster + "Connection must not contain Host: host and port come from each server's Endpoint")]
    [InlineData(
        Cluster + "Connection", "Username=x;server=pg1",
        Cluster + "Connection must not contain Server: host and port come from each server's Endpoint")]
    [InlineData(
        Cluster + "Monitor", "PORT = 5432",
        Cluster + "Monitor must not contain Port: host and port come from each server's Endpoint")]
    [InlineData(
        Cluster + "Connection", "Username",
        Cluster + "Connection is not a connection string: write it as Name=value;Name=value")]
    [InlineData(Cluster + "Servers:1:Name", "Orders 2", Cluster + "Servers:1:Name must be 1 to 64 characters of a-z 0-9 - _ .")]
    [InlineData(Cluster + "Servers:1:Name", "orders-1", Cluster + "Servers:1:Name is the same as " + Cluster + "Servers:0:Name")]
    [InlineData(
        Cluster + "Servers:1:Endpoint", "PG1.internal:5432",
        Cluster + "Servers:1:Endpoint is the same as " + Cluster + "Servers:0:Endpoint")]
    [InlineData(
        Cluster + "Servers:1:Endpoint", "pg2",
        Cluster + "Servers:1:Endpoint is not an endpoint: write it as host:port, with an IPv6 address in brackets, "
        + "like [::1]:5432")]
    [InlineData(
        "Gateway:Sessions:SigningKeys:1:Id", "k2",
        "Gateway:Sessions:SigningKeys:1:Id is the same as Gateway:Sessions:SigningKeys:0:Id")]
    [InlineData(
        "Gateway:Sessions:SigningKeys:1:Id", "k 1",
        "Gateway:Sessions:SigningKeys:1:Id must be 1 to 64 characters of A-Z a-z 0-9 - _")]
    [InlineData(
        "Gateway:Sessions:SigningKeys:1:Secret", "0123456789abcdef0123456789abcde",
        "Gateway:Sessions:SigningKeys:1:Secret must have at least 32 bytes of UTF-8")]
    [InlineData(
        "Gateway:Databases:a/b:Cluster", "orders-pg",
        "Gateway:Databases:a/b has a name that is not 1 to 64 characters of A-Z a-z 0-9 - _")]
    [InlineData("Gateway:Listen", "nonsense", "Gateway:Listen is not an address; write it as http://127.0.0.1:8080")]
    public void Load_RuleBroken_IsReported(string key, string value, string expected) => AssertOnlyError(key, value, expected);

    [Theory]
    [InlineData("Gateway", "x", "Gateway is a section with settings in it, not a value")]
    [InlineData("Gateway:Limits", "x", "Gateway:Limits is a section with settings in it, not a value")]
    [InlineData("Gateway:Roles", "query", "Gateway:Roles is a list or a section, not a value")]
    [InlineData("Gateway:Roles:0:Name", "query", "Gateway:Roles:0 is one value, not a section or a list")]
    [InlineData("Gateway:Roles:1:Name", "query", "Gateway:Roles:1 is one value, not a section or a list")]
    [InlineData(Cluster + "Engine:Name", "postgres", Cluster + "Engine is one value, not a section or a list")]
    [InlineData(Cluster + "Servers", "pg1:5432", Cluster + "Servers is a list or a section, not a value")]
    [InlineData(Cluster + "Servers:2", "pg1:5432", Cluster + "Servers:2 is a section with settings in it, not a value")]
    [InlineData(
        Cluster + "Servers:first:Name", "a",
        Cluster + "Servers:first is in a list, whose keys are the numbers 0, 1, 2, ...")]
    public void Load_WrongShape_IsReported(string key, string value, string expected) =>
        AssertOnlyError(key, value, expected);

    [Fact]
    public void Load_ClusterWithUnfitName_IsReported()
    {
        var errors = LoadErrors(Build(
            Full.Replace("\"catalog\"", "\"catalog!\"", StringComparison.Ordinal)));

        Assert.Equal(["Gateway:Clusters:catalog! has a name that is not 1 to 64 characters of a-z 0-9 - _ ."], errors);
    }

    [Fact]
    public void Load_ClusterWithoutServers_IsReported()
    {
        var errors = LoadErrors(Build(
            Full,
            ("Gateway:Clusters:empty:Engine", "postgres"),
            ("Gateway:Clusters:empty:Connection", "Username=x")));

        Assert.Equal(["Gateway:Clusters:empty:Servers needs at least one server"], errors);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://127.0.0.1:8080;http://*:9000")]
    [InlineData("http://[::]:8080")]
    public void Load_OpenToOtherMachines_NeedsAnonymousAnyAddress(string listen)
    {
        var errors = LoadErrors(Build(Full, ("Gateway:Listen", listen), ("Gateway:Anonymous:AnyAddress", null)));
        var options = Load(Build(Full, ("Gateway:Listen", listen), ("Gateway:Anonymous:AnyAddress", "true")));

        Assert.Equal(
            [
                "Gateway:Listen can be reached from other machines, and every caller is anonymous: listen on 127.0.0.1, or set "
                + "Gateway:Anonymous:AnyAddress to true to let anybody in",
            ],
            errors);
        Assert.Contains(options.Listen, address => !address.IsLoopback);
    }

    private static void AssertOnlyError(string key, string? value, string expected) =>
        Assert.Equal([expected], LoadErrors(Build(Full, (key, value))));
}
