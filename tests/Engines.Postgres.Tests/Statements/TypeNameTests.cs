using CausalGateway.Engines.Postgres.Statements;

namespace CausalGateway.Engines.Postgres.Tests.Statements;

public sealed class TypeNameTests
{
    [Theory]
    [InlineData("int8")]
    [InlineData("double precision")]
    [InlineData("timestamp with time zone")]
    [InlineData("app.mood")]
    [InlineData("_int4")]
    [InlineData("text[]")]
    [InlineData("text[][]")]
    public void IsValid_PlainWords_AreLetIn(string name) => Assert.True(TypeName.IsValid(name));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData(" int8")]
    [InlineData("int8 ")]
    [InlineData("double  precision")]
    [InlineData("app..mood")]
    [InlineData(".mood")]
    [InlineData("8int")]
    [InlineData("int8; drop table items")]
    [InlineData("int8)--")]
    [InlineData("int8/**/")]
    [InlineData("\"int8\"")]
    [InlineData("numeric(10,2)")]
    [InlineData("text[1]")]
    [InlineData("text[]x")]
    [InlineData("int8\n")]
    [InlineData("é")]
    [InlineData("int8\0")]
    public void IsValid_AnythingElse_IsRefused(string name) => Assert.False(TypeName.IsValid(name));

    [Fact]
    public void IsValid_TooLong_IsRefused()
    {
        Assert.True(TypeName.IsValid(new string('a', 128)));
        Assert.False(TypeName.IsValid(new string('a', 129)));
    }
}
