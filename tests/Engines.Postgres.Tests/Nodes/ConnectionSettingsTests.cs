using CausalGateway.Engines.Postgres.Nodes;
using Npgsql;

namespace CausalGateway.Engines.Postgres.Tests.Nodes;

public sealed class ConnectionSettingsTests
{
    private static readonly NodeOptions Options = new()
    {
        Name = "pg-1",
        Host = "db.example",
        Port = 5433,
        Connection = "Username=app;Password=secret;Database=orders;Options=-c search_path=app;Multiplexing=true;Command Timeout=7",
    };

    [Theory]
    [InlineData("Username=app;Host=elsewhere", "Host")]
    [InlineData("Username=app;Server=elsewhere", "Host")]
    [InlineData("Username=app;PORT=1", "Port")]
    public void Validate_AddressInTheConnection_IsRefused(string connection, string key)
    {
        var error = Assert.Single(ConnectionSettings.Validate(Options with { Connection = connection }));
        Assert.Contains(key, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Username=app;Pasword=secret")]
    [InlineData("secret")]
    [InlineData("Timeout=secret")]
    [InlineData("Timeout=99999999999999")]
    public void Validate_NotAConnectionString_IsRefusedWithoutItsText(string connection)
    {
        var errors = ConnectionSettings.Validate(Options with { Connection = connection, Monitor = connection });
        Assert.Equal(2, errors.Count);
        Assert.All(errors, error => Assert.DoesNotContain("secret", error, StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_GoodStrings_AreTaken() => Assert.Empty(ConnectionSettings.Validate(Options));

    [Fact]
    public void ForStatements_Any_KeepsTheClientsSettingsAndPinsOurs()
    {
        var settings = new NpgsqlConnectionStringBuilder(
            ConnectionSettings.ForStatements(Options, "billing", readOnly: true, forceSynchronousCommit: false));
        Assert.Equal(("db.example", 5433, "app", "billing"), (settings.Host, settings.Port, settings.Username, settings.Database));
        Assert.Equal(
            (0, false, false, "UTC"),
            (settings.CommandTimeout, settings.Multiplexing, settings.NoResetOnClose, settings.Timezone));
        Assert.StartsWith("-c search_path=app ", settings.Options, StringComparison.Ordinal);
        Assert.Contains("-c statement_timeout=30000", settings.Options, StringComparison.Ordinal);
        Assert.Contains("-c default_transaction_read_only=on", settings.Options, StringComparison.Ordinal);
        Assert.DoesNotContain("synchronous_commit", settings.Options, StringComparison.Ordinal);
    }

    [Fact]
    public void ForMonitor_OwnUser_ReplacesOnlyWhatItNames()
    {
        var settings = new NpgsqlConnectionStringBuilder(
            ConnectionSettings.ForMonitor(Options with { Monitor = "Username=monitor;Password=other" }));
        Assert.Equal(("monitor", "other", "orders", false), (settings.Username, settings.Password, settings.Database, settings.Pooling));
    }
}
