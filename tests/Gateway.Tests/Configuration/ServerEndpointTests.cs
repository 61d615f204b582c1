using CausalGateway.Gateway.Configuration;

namespace CausalGateway.Gateway.Tests.Configuration;

public sealed class ServerEndpointTests
{
    [Theory]
    [InlineData("pg1.internal:5432", "pg1.internal", 5432)]
    [InlineData("PG1.Internal:5432", "pg1.internal", 5432)]
    [InlineData("db_1:1", "db_1", 1)]
    [InlineData("10.0.0.1:65535", "10.0.0.1", 65_535)]
    [InlineData("[::1]:5432", "::1", 5432)]
    [InlineData("[FD00:0:0::3]:5432", "fd00::3", 5432)]
    public void Parse_Endpoint_GivesHostAndPort(string text, string host, int port) =>
        Assert.Equal(new ServerEndpoint(host, port), ServerEndpoint.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("pg1")]
    [InlineData("pg1:")]
    [InlineData(":5432")]
    [InlineData("pg1:0")]
    [InlineData("pg1:65536")]
    [InlineData("pg1:+5")]
    [InlineData("pg1:5432/orders")]
    [InlineData("user@pg1:5432")]
    [InlineData("::1:5432")]
    [InlineData("[10.0.0.1]:5432")]
    [InlineData("[pg1]:5432")]
    [InlineData("[::1]5432")]
    [InlineData("/var/run/postgresql:5432")]
    public void Parse_NotAnEndpoint_GivesNull(string text) => Assert.Null(ServerEndpoint.Parse(text));

    [Theory]
    [InlineData("pg1:5432")]
    [InlineData("[::1]:5432")]
    public void ToString_Parsed_GivesTheTextBack(string text) => Assert.Equal(text, ServerEndpoint.Parse(text)!.ToString());
}
