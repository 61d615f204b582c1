using CausalGateway.Gateway.Configuration;

namespace CausalGateway.Gateway.Tests.Configuration;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080", true)]
    [InlineData("HTTP://127.0.0.2:8080/", "http://127.0.0.2:8080", true)]
    [InlineData("http://127.0.0.1:0", "http://127.0.0.1:0", true)]
    [InlineData("http://127.0.0.1", "http://127.0.0.1:80", true)]
    [InlineData("http://LocalHost:8080", "http://localhost:8080", true)]
    [InlineData("http://[::1]:8080", "http://[::1]:8080", true)]
    [InlineData("http://[::ffff:127.0.0.1]:8080", "http://[::ffff:127.0.0.1]:8080", true)]
    [InlineData("http://0.0.0.0:8080", "http://0.0.0.0:8080", false)]
    [InlineData("http://[::]:8080", "http://[::]:8080", false)]
    [InlineData("http://10.0.0.1:8080", "http://10.0.0.1:8080", false)]
    [InlineData("http://*:8080", "http://*:8080", false)]
    [InlineData("http://+:8080", "http://*:8080", false)]
    public void Parse_Address_TellsWhoCanReachIt(string text, string url, bool isLoopback)
    {
        var parsed = ListenAddress.Parse(text);

        Assert.Null(parsed.Mistake);
        Assert.Equal(new ListenAddress(url, isLoopback), parsed.Value);
    }

    [Theory]
    [InlineData("127.0.0.1:8080", "is not an address")]
    [InlineData("8080", "is not an address")]
    [InlineData("https://127.0.0.1:8443", "cannot be https")]
    [InlineData("ftp://127.0.0.1:8080", "must be http://host:port")]
    [InlineData("http://127.0.0.1:8080/v1", "without a path")]
    [InlineData("http://127.0.0.1:65536", "port between 0 and 65535")]
    [InlineData("http://127.0.0.1:80a", "must name an IP address")]
    [InlineData("http://[::1]:99999999999", "must name an IP address")]
    [InlineData("http://localhost:0", "not localhost")]
    [InlineData("http://gateway.internal:8080", "would mean every address")]
    [InlineData("http://127.0.0.1.evil.example:8080", "would mean every address")]
    [InlineData("http://unix:/run/gateway.sock", "must")]
    public void Parse_NotAnAddress_SaysWhy(string text, string expected) =>
        Assert.Contains(expected, ListenAddress.Parse(text).Mistake?.Text, StringComparison.Ordinal);

    [Fact]
    public void ParseMany_Several_GivesEach()
    {
        var parsed = ListenAddress.ParseMany("http://127.0.0.1:8080; http://*:9000;");

        Assert.Equal(["http://127.0.0.1:8080", "http://*:9000"], parsed.Value.Select(address => address.Url));
    }

    [Theory]
    [InlineData(";", "names no address")]
    [InlineData("http://127.0.0.1:8080;nonsense", "is not an address")]
    public void ParseMany_OneWrong_SaysWhy(string text, string expected) =>
        Assert.Contains(expected, ListenAddress.ParseMany(text).Mistake?.Text, StringComparison.Ordinal);
}
