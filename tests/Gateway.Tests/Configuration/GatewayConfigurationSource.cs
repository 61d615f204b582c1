using System.Text;
using CausalGateway.Gateway.Configuration;
using Microsoft.Extensions.Configuration;

namespace CausalGateway.Gateway.Tests.Configuration;

/// <summary>Builds configurations for tests: JSON, with single keys changed.</summary>
internal static class GatewayConfigurationSource
{
    public static readonly string[] EngineNames = ["postgres", "mysql", "mariadb"];

    /// <summary>A configuration in which every setting is set to something other than its default where it can be.</summary>
    public const string Full =
        """
        {
          "Gateway": {
            "Roles": ["query"],
            "Listen": "http://127.0.0.1:8081;http://[::1]:8081",
            "Clusters": {
              "orders-pg": {
                "Engine": "postgres",
                "Connection": "Username=causal_app;Password=p1;Database=orders;SSL Mode=VerifyFull",
                "Monitor": "Username=causal_monitor;Password=p2",
                "Servers": [
                  {"Name": "orders-1", "Endpoint": "pg1.internal:5432"},
                  {"Name": "orders-2", "Endpoint": "pg2.internal:5432", "Weight": 2},
                  {"Name": "orders-3", "Endpoint": "[fd00::3]:5433"}
                ],
                "Balancing": "least-outstanding",
                "WaitTimeout": "75ms", "ProbeInterval": "100ms", "ProbeTimeout": "1s", "ConnectTimeout": "3s",
                "StatementTimeout": "1m", "MaxConnectionsPerServer": 64
              },
              "catalog": {
                "Engine": "mysql", "Connection": "Username=c",
                "Servers": [{"Name": "orders-1", "Endpoint": "pg1.internal:5432"}]
              }
            },
            "Databases": {
              "orders": {"Cluster": "orders-pg"},
              "billing": {"Cluster": "orders-pg", "Database": "billing_db"},
              "Catalog_1": {"Cluster": "catalog"}
            },
            "Sessions": {
              "Redis": "127.0.0.1:6379,password=p3", "TimeToLive": "2h", "CallTimeout": "250ms", "OnStoreFailure": "fail",
              "SigningKeys": [
                {"Id": "k2", "Secret": "0123456789abcdef0123456789abcdef"},
                {"Id": "k1", "Secret": "ééééééééééééééééé"}
              ]
            },
            "Limits": {"MaxBodyBytes": "1MB", "MaxHeldBackBytes": "2MiB", "HeaderAnswerBytes": 0, "MaxParameters": 100},
            "Anonymous": {"AnyAddress": true}
          }
        }
        """;

    public static IConfigurationRoot Build(string json, params IEnumerable<(string Key, string? Value)> changes) =>
        new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)))
            .AddInMemoryCollection(changes.Select(change => KeyValuePair.Create(change.Key, change.Value)))
            .Build();

    /// <summary>The options; fails the test with the errors if there are any.</summary>
    public static GatewayOptions Load(IConfiguration configuration)
    {
        var (options, errors) = GatewayConfiguration.Load(configuration, EngineNames);
        Assert.Empty(errors);
        return Assert.IsType<GatewayOptions>(options);
    }

    /// <summary>The errors; fails the test if there are none.</summary>
    public static IReadOnlyList<string> LoadErrors(IConfiguration configuration)
    {
        var (options, errors) = GatewayConfiguration.Load(configuration, EngineNames);
        Assert.Null(options);
        Assert.NotEmpty(errors);
        return errors;
    }
}
