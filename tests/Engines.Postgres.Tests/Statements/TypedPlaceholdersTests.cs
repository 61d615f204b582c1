using CausalGateway.Engines.Postgres.Statements;

namespace CausalGateway.Engines.Postgres.Tests.Statements;

public sealed class TypedPlaceholdersTests
{
    [Fact]
    public void Apply_NoTypes_LeavesTheStatement()
    {
        var request = Sql.Read("select $1").With(Text("a"));
        Assert.Same(request.Sql, TypedPlaceholders.Apply(request).Sql);
    }

    [Fact]
    public void Apply_Types_CastsEachUse()
    {
        var request = Sql.Read("select $2, $1, $2 from t where a = $3")
            .With(Text("1", "int8"), Text("2", "double precision"), Text("3"));
        Assert.Equal(
            "select ($2::double precision), ($1::int8), ($2::double precision) from t where a = $3",
            TypedPlaceholders.Apply(request).Sql);
    }

    [Theory]
    [InlineData("int8; drop table t")]
    [InlineData("int8) --")]
    [InlineData("")]
    public void Apply_NotATypesName_IsRefused(string type)
    {
        var request = Sql.Read("select $1").With(Text("1", type));
        Assert.Equal(
            EngineErrorKind.InvalidParameter, Assert.Throws<EngineException>(() => TypedPlaceholders.Apply(request)).Kind);
    }

    /// <summary>The position of each character of the client's statement is found again in what was sent.</summary>
    [Theory]
    [InlineData("select $1, $2 from t")]
    [InlineData("select '😀', $1, 'é😀', $2, 😀")]
    [InlineData("$1$2")]
    public void ToClientPosition_OfEachCharacter_IsItsOwnPlace(string sql)
    {
        var typed = TypedPlaceholders.Apply(Sql.Read(sql).With(Text("1", "int8"), Text("2", "text[]")));
        var sent = typed.Sql.EnumerateRunes().ToArray();
        var client = sql.EnumerateRunes().ToArray();
        var at = 0;
        for (var i = 0; i < client.Length; i++)
        {
            // Everything of the client's is there in its order; what stands between was put in.
            at = Array.FindIndex(sent, at, rune => rune == client[i]);
            Assert.Equal(i + 1, typed.ToClientPosition(at + 1));
            at++;
        }
    }

    [Fact]
    public void ToClientPosition_InsideWhatWasPutIn_IsThePlaceholders()
    {
        var typed = TypedPlaceholders.Apply(Sql.Read("select 😀 $1 x").With(Text("1", "nosuch")));
        Assert.Equal("select 😀 ($1::nosuch) x", typed.Sql);
        const int first = 10; // of the parenthesis, in characters from 1
        for (var sent = first + 1; sent < first + "($1::nosuch)".Length; sent++)
        {
            Assert.InRange(typed.ToClientPosition(sent), 10, 12);
        }

        Assert.Equal(13, typed.ToClientPosition(first + "($1::nosuch) ".Length));
    }

    private static StatementParameter Text(string text, string? type = null) => new(text, ParameterKind.Text, type);
}
