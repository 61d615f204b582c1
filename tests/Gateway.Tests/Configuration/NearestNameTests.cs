using CausalGateway.Gateway.Configuration;

namespace CausalGateway.Gateway.Tests.Configuration;

public sealed class NearestNameTests
{
    private static readonly string[] Names = ["Connection", "ConnectTimeout", "Engine", "Id"];

    [Theory]
    [InlineData("Conection", "Connection")]
    [InlineData("conncetion", "Connection")]
    [InlineData("ConnectTimout", "ConnectTimeout")]
    [InlineData("Engin", "Engine")]
    [InlineData("Key", null)]
    [InlineData("", null)]
    [InlineData("Password", null)]
    public void Find_Name_GivesTheSlipAndNothingElse(string name, string? expected) =>
        Assert.Equal(expected, NearestName.Find(name, Names));
}
