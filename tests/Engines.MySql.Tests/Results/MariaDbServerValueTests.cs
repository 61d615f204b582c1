using CausalGateway.Engines.MySql.Tests.Protocol;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Results;

public sealed class MariaDbServerValueTests(MariaDbWireFixture fixture) : ServerValueTests(fixture.Server)
{
    [Theory]
    [InlineData("geometry", "st_geomfromtext('point(1 2)')", "geometry", "bytes AAAAAAEBAAAAAAAAAAAA8D8AAAAAAAAAQA==")]
    [InlineData("point", "st_geomfromtext('point(1 2)')", "point", "bytes AAAAAAEBAAAAAAAAAAAA8D8AAAAAAAAAQA==")]
    [InlineData("uuid", "'123e4567-e89b-12d3-a456-426655440000'", "uuid", "text 123e4567-e89b-12d3-a456-426655440000")]
    [InlineData("inet4", "'10.0.0.1'", "inet4", "text 10.0.0.1")]
    [InlineData("inet6", "'::1'", "inet6", "text ::1")]
    [InlineData("json", "'{\"b\":  1}'", "json", "json {\"b\":  1}")]
    public Task Value_OfMariaDbAlone_IsTheSame(string type, string literal, string name, string call) =>
        CheckAsync(type, literal, name, call);

    [Fact]
    public async Task Json_WhoseCheckWasOff_IsText()
    {
        await using var connection = await PinnedConnection.OpenAsync(Server);
        await connection.QueryAsync("create temporary table v (v json)");
        await connection.QueryAsync("set check_constraint_checks = off");
        await connection.QueryAsync("insert into v values ('{a: 1}')");
        Assert.Equal(["text {a: 1}"], (await connection.ReadAsync("select v from v")).Calls);
    }
}
