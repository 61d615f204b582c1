using CausalGateway.Gateway.Configuration;
using Microsoft.Extensions.Configuration;
using static CausalGateway.Gateway.Tests.Configuration.GatewayConfigurationSource;

namespace CausalGateway.Gateway.Tests.Configuration;

public sealed class GatewayConfigurationTests
{
    [Fact]
    public void Load_FullExample_ReadsEverySetting()
    {
        var options = Load(Build(Full));

        Assert.Equal(["query"], options.Roles);
        Assert.Equal(["http://127.0.0.1:8081", "http://[::1]:8081"], options.Listen.Select(address => address.Url));
        Assert.True(options.Anonymous.AnyAddress);
        Assert.Equal(
            new LimitsOptions
            {
                MaxBodyBytes = 1_000_000, MaxHeldBackBytes = 2 << 20, HeaderAnswerBytes = 0, MaxParameters = 100,
            },
            options.Limits);

        Assert.Equal("127.0.0.1:6379,password=p3", options.Sessions.Redis?.Reveal());
        Assert.Equal(TimeSpan.FromHours(2), options.Sessions.TimeToLive);
        Assert.Equal(TimeSpan.FromMilliseconds(250), options.Sessions.CallTimeout);
        Assert.Equal("fail", options.Sessions.OnStoreFailure);
        Assert.Equal(["k2", "k1"], options.Sessions.SigningKeys.Select(key => key.Id));
        Assert.Equal("0123456789abcdef0123456789abcdef", options.Sessions.SigningKeys[0].Secret.Reveal());
    }

    [Fact]
    public void Load_FullExample_ReadsClustersAndDatabases()
    {
        var options = Load(Build(Full));

        Assert.Equal(["catalog", "orders-pg"], options.Clusters.Keys.Order());
        var cluster = options.Clusters["orders-pg"];
        Assert.Equal("postgres", cluster.Engine);
        Assert.Equal("Username=causal_app;Password=p1;Database=orders;SSL Mode=VerifyFull", cluster.Connection.Reveal());
        Assert.Equal("Username=causal_monitor;Password=p2", cluster.Monitor?.Reveal());
        Assert.Equal(
            [
                new ServerOptions { Name = "orders-1", Endpoint = new("pg1.internal", 5432) },
                new ServerOptions { Name = "orders-2", Endpoint = new("pg2.internal", 5432), Weight = 2 },
                new ServerOptions { Name = "orders-3", Endpoint = new("fd00::3", 5433) },
            ],
            cluster.Servers);
        Assert.Equal("least-outstanding", cluster.Balancing);
        Assert.Equal(TimeSpan.FromMilliseconds(75), cluster.WaitTimeout);
        Assert.Equal(TimeSpan.FromMilliseconds(100), cluster.ProbeInterval);
        Assert.Equal(TimeSpan.FromSeconds(1), cluster.ProbeTimeout);
        Assert.Equal(TimeSpan.FromSeconds(3), cluster.ConnectTimeout);
        Assert.Equal(TimeSpan.FromMinutes(1), cluster.StatementTimeout);
        Assert.Equal(64, cluster.MaxConnectionsPerServer);

        Assert.Equal(["billing", "catalog_1", "orders"], options.Databases.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new DatabaseOptions { Cluster = "orders-pg" }, options.Databases["orders"]);
        Assert.Equal(new DatabaseOptions { Cluster = "orders-pg", Database = "billing_db" }, options.Databases["billing"]);
    }

    [Fact]
    public void Load_SmallestExample_HasTheDefaultsOfTheOptionsClasses()
    {
        var options = Load(Build(Examples.Smallest));
        var cluster = options.Clusters["main"];
        var expected = new ClusterOptions { Engine = cluster.Engine, Connection = cluster.Connection, Servers = cluster.Servers };
        var expectedRoot = new GatewayOptions { Clusters = options.Clusters, Databases = options.Databases };

        Assert.Equal(expected, cluster);
        Assert.Equal(expectedRoot.Roles, options.Roles);
        Assert.Equal(expectedRoot.Listen, options.Listen);
        Assert.Equal(expectedRoot.Limits, options.Limits);
        Assert.Equal(expectedRoot.Anonymous, options.Anonymous);
        Assert.Empty(options.Sessions.SigningKeys);
        Assert.Equal(expectedRoot.Sessions with { SigningKeys = options.Sessions.SigningKeys }, options.Sessions);
    }

    [Fact]
    public void Load_KeysInAnotherCase_AreTheSameKeys()
    {
        var options = Load(Build(
            Full,
            ("GATEWAY:clusters:ORDERS-PG:waittimeout", "0"),
            ("gateway:limits:MAXPARAMETERS", "7"),
            ("GATEWAY:DATABASES:ORDERS:CLUSTER", "Orders-PG")));

        Assert.Equal(["catalog", "orders-pg"], options.Clusters.Keys.Order());
        Assert.Equal(["billing", "catalog_1", "orders"], options.Databases.Keys.Order());
        Assert.Equal("orders-pg", options.Databases["Orders"].Cluster);
        Assert.Equal(TimeSpan.Zero, options.Clusters["orders-pg"].WaitTimeout);
        Assert.Equal(7, options.Limits.MaxParameters);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Load_EmptyValueInLaterSource_TakesTheEarlierOneBack(string? empty)
    {
        var options = Load(Build(
            Full,
            ("Gateway:Sessions:Redis", empty),
            ("Gateway:Clusters:orders-pg:Monitor", empty),
            ("Gateway:Roles:0", empty)));

        Assert.Null(options.Sessions.Redis);
        Assert.Null(options.Clusters["orders-pg"].Monitor);
        Assert.Equal([GatewayOptions.QueryRole], options.Roles);
    }

    [Fact]
    public void Load_KubernetesVariablesOfAServiceNamedGateway_DoNotMatter()
    {
        var options = Load(Build(
            Full,
            ("GATEWAY_PORT", "tcp://10.0.0.1:80"),
            ("GATEWAY_SERVICE_HOST", "10.0.0.1"),
            ("Gatewey", "x")));

        Assert.Equal(2, options.Clusters.Count);
    }

    [Fact]
    public void Load_NothingConfigured_TellsWhatToDoWithAnExample()
    {
        var errors = LoadErrors(new ConfigurationBuilder().Build());

        Assert.Equal(2, errors.Count);
        Assert.StartsWith("Gateway:Clusters names no cluster; the smallest", errors[0], StringComparison.Ordinal);
        Assert.EndsWith(Examples.Smallest, errors[0], StringComparison.Ordinal);
        Assert.Equal("Gateway:Databases names no database", errors[1]);
    }

    [Fact]
    public void Load_ManyMistakes_ReportsAllAtOnce()
    {
        var errors = LoadErrors(Build(
            Full,
            ("Gateway:Listen", "nonsense"),
            ("Gateway:Lissten", "x"),
            ("Gateway:Clusters:orders-pg:Engine", "oracle"),
            ("Gateway:Clusters:orders-pg:WaitTimeout", "5"),
            ("Gateway:Clusters:orders-pg:Servers:0:Endpoint", "pg1"),
            ("Gateway:Clusters:orders-pg:Servers:2:Endpoint", null),
            ("Gateway:Databases:orders:Cluster", "order-pg"),
            ("Gateway:Limits:MaxParameters", "0"),
            ("Gateway:Sessions:SigningKeys:1:Secret", "short")));

        Assert.Equal(
            [
                "Gateway:Clusters:orders-pg:Engine",
                "Gateway:Clusters:orders-pg:Servers:0:Endpoint",
                "Gateway:Clusters:orders-pg:Servers:2:Endpoint",
                "Gateway:Clusters:orders-pg:WaitTimeout",
                "Gateway:Databases:orders:Cluster",
                "Gateway:Limits:MaxParameters",
                "Gateway:Lissten",
                "Gateway:Listen",
                "Gateway:Sessions:SigningKeys:1:Secret",
            ],
            errors.Select(error => error.Split(' ')[0]).Order(StringComparer.Ordinal));
    }
}
