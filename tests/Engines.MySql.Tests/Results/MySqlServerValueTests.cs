using CausalGateway.Engines.MySql.Tests.Protocol;

namespace CausalGateway.Engines.MySql.Tests.Results;

public sealed class MySqlServerValueTests(MySqlWireFixture fixture) : ServerValueTests(fixture.Server)
{
    [Theory]
    [InlineData("geometry", "st_geomfromtext('point(1 2)')", "geometry", "bytes AAAAAAEBAAAAAAAAAAAA8D8AAAAAAAAAQA==")]
    [InlineData("point", "st_geomfromtext('point(1 2)', 4326)", "geometry", "bytes 5hAAAAEBAAAAAAAAAAAAAEAAAAAAAADwPw==")]
    [InlineData("vector(2)", "string_to_vector('[1,2]')", "vector", "bytes AACAPwAAAEA=")]
    [InlineData("json", "'{\"b\": 1, \"a\": 18446744073709551615}'", "json", "json {\"a\": 18446744073709551615, \"b\": 1}")]
    public Task Value_OfMySqlAlone_IsTheSame(string type, string literal, string name, string call) =>
        CheckAsync(type, literal, name, call);
}
