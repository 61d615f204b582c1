using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Nodes;

namespace CausalGateway.Engines.MySql.Tests.Nodes;

public sealed class ConnectionSettingsTests
{
    [Theory]
    [InlineData("User ID=me;Password=secret;Database=app")]
    [InlineData("uid=me;pwd=secret;initial catalog=app")]
    [InlineData("Username=me;Password='secret';database=app")]
    public void ForStatements_EverySpelling_SameTarget(string connection)
    {
        var target = ConnectionSettings.ForStatements(Options(connection), null);

        Assert.Empty(ConnectionSettings.Validate(Options(connection)));
        Assert.Equal(("me", "secret", "app", "db", 3307), (target.User, target.Password, target.Database, target.Host, target.Port));
    }

    [Theory]
    [InlineData("", TlsMode.Preferred)]
    [InlineData("SSL Mode=None", TlsMode.None)]
    [InlineData("SslMode=required", TlsMode.Required)]
    [InlineData("ssl mode=VerifyCA", TlsMode.VerifyCa)]
    [InlineData("ssl-mode=Verify_Full", TlsMode.VerifyFull)]
    internal void ForStatements_TlsMode_AsStated(string setting, TlsMode expected)
    {
        var options = Options($"User ID=me;{setting}");

        Assert.Empty(ConnectionSettings.Validate(options));
        Assert.Equal(expected, ConnectionSettings.ForStatements(options, null).Tls);
    }

    [Fact]
    public void ForMonitor_OwnSettings_WinOverThoseOfStatements()
    {
        var options = Options("User ID=me;Password=secret;Database=app;SSL Mode=Required") with { Monitor = "Uid=watcher;Pwd=eye" };

        var target = ConnectionSettings.ForMonitor(options);

        Assert.Equal(("watcher", "eye", null, TlsMode.Required), (target.User, target.Password, target.Database, target.Tls));
    }

    [Fact]
    public void ForStatements_AnotherDatabase_Wins() =>
        Assert.Equal("other", ConnectionSettings.ForStatements(Options("User ID=me;Database=app"), "other").Database);

    [Theory]
    [InlineData("User ID=me;Passwort=hidden", "unknown key passwort; did you mean Password?")]
    [InlineData("User ID=me;Colour=hidden", "it may contain User ID, Password")]
    [InlineData("User ID=me;Server=hidden", "must not contain server")]
    [InlineData("User ID=me;Port=1234", "must not contain port")]
    [InlineData("User ID=me;SSL Mode=hidden", "SSL Mode must be None, Preferred, Required, VerifyCA or VerifyFull")]
    [InlineData("User ID=me;AllowPublicKeyRetrieval=hidden", "must be true or false")]
    [InlineData("User ID=me;SSL CA=/nowhere/hidden.pem", "the file that SSL CA names cannot be read")]
    [InlineData("Password=hidden", "lacks User ID")]
    [InlineData("hidden", "is not a connection string")]
    public void Validate_Mistake_IsNamedWithoutTheValue(string connection, string mistake)
    {
        var error = Assert.Single(ConnectionSettings.Validate(Options(connection)));

        Assert.Contains(mistake, error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("hidden", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_MistakeOfTheMonitor_IsNamedToo() =>
        Assert.StartsWith(
            "Monitor ", Assert.Single(ConnectionSettings.Validate(Options("User ID=me") with { Monitor = "nonsense=1" })), StringComparison.Ordinal);

    private static NodeOptions Options(string connection) =>
        new() { Name = "one", Host = "db", Port = 3307, Connection = connection };
}
