using CausalGateway.Gateway.Configuration;
using Microsoft.Extensions.Configuration;
using static CausalGateway.Gateway.Tests.Configuration.GatewayConfigurationSource;

namespace CausalGateway.Gateway.Tests.Configuration;

/// <summary>No configured value reaches an error, and no secret reaches the text form of options.</summary>
public sealed class SecrecyTests
{
    private const string Marker = "hunter2marker";

    /// <summary>Texts that carry the marker and break one rule or another, depending on where they stand.</summary>
    public static TheoryData<string> Values { get; } =
    [
        Marker,
        $"Host={Marker}",
        $"Password={Marker};Port={Marker}",
        $"'{Marker}",
        $"{Marker}=",
        $"http://{Marker}:1/{Marker}",
        $"{Marker}:99999",
        $"{Marker}:{Marker}:{Marker}",
        $"1{Marker}",
        $"{Marker} {Marker}",
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void Load_MarkerInEverySetting_IsInNoError(string value)
    {
        var errors = LoadErrors(Build(Full, EverySetting().Select(key => (key, (string?)value))));

        Assert.True(errors.Count > 10, string.Join('\n', errors));
        AssertNoMarker(errors);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void Load_MarkerInOneSetting_IsInNoError(string value)
    {
        foreach (var key in EverySetting())
        {
            var (_, errors) = GatewayConfiguration.Load(Build(Full, (key, value)), EngineNames);
            AssertNoMarker(errors);
        }
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void Load_MarkerInUnknownKeysAndSections_IsInNoError(string value)
    {
        var errors = LoadErrors(Build(
            Full,
            EverySetting()
                .SelectMany(key => new[] { key + "x", key + ":Inner", key[..key.LastIndexOf(':')] })
                .Distinct()
                .Select(key => (key, (string?)value))));

        AssertNoMarker(errors);
    }

    [Fact]
    public void Load_SameMarkerTwice_IsInNoError()
    {
        var errors = LoadErrors(Build(
            Full,
            ("Gateway:Clusters:orders-pg:Servers:0:Name", Marker),
            ("Gateway:Clusters:orders-pg:Servers:1:Name", Marker),
            ("Gateway:Clusters:orders-pg:Servers:0:Endpoint", $"{Marker}:1"),
            ("Gateway:Clusters:orders-pg:Servers:1:Endpoint", $"{Marker}:1"),
            ("Gateway:Sessions:SigningKeys:0:Id", Marker),
            ("Gateway:Sessions:SigningKeys:1:Id", Marker)));

        Assert.Equal(3, errors.Count);
        AssertNoMarker(errors);
    }

    [Fact]
    public void ToString_Options_ShowsNoSecret()
    {
        var options = Load(Build(
            Full,
            ("Gateway:Clusters:orders-pg:Connection", $"Password={Marker}"),
            ("Gateway:Clusters:orders-pg:Monitor", $"Password={Marker}"),
            ("Gateway:Sessions:Redis", Marker),
            ("Gateway:Sessions:SigningKeys:0:Secret", Marker + Marker + Marker)));

        AssertNoMarker(
        [
            options.ToString(), options.Clusters["orders-pg"].ToString(), options.Sessions.ToString(),
            options.Sessions.SigningKeys[0].ToString(),
        ]);
        Assert.Contains("Connection = ***", options.Clusters["orders-pg"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_SecretSettings_AreTheKnownOnes()
    {
        var secrets = GatewaySection.Schema.Flatten(GatewaySection.Name)
            .Where(pair => pair.Setting.Secret)
            .Select(pair => pair.Path);

        Assert.Equal(
            [
                "Gateway:Clusters:<cluster>:Connection", "Gateway:Clusters:<cluster>:Monitor", "Gateway:Sessions:Redis",
                "Gateway:Sessions:SigningKeys:<n>:Secret",
            ],
            secrets);
    }

    private static IEnumerable<string> EverySetting() =>
        GatewaySection.Schema.Flatten(GatewaySection.Name).Select(pair => pair.Path
            .Replace("<cluster>", "orders-pg", StringComparison.Ordinal)
            .Replace("<db>", "orders", StringComparison.Ordinal)
            .Replace("<n>", "0", StringComparison.Ordinal));

    private static void AssertNoMarker(IEnumerable<string> texts) =>
        Assert.DoesNotContain(texts, text => text.Contains(Marker, StringComparison.OrdinalIgnoreCase));
}
