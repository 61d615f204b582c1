using System.Globalization;
using System.Text;
using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Statements;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Statements;

public sealed class ParameterBindingTests
{
    [Theory]
    [InlineData("0", "Int64 0")]
    [InlineData("-0", "Int64 0")]
    [InlineData("9223372036854775807", "Int64 9223372036854775807")]
    [InlineData("-9223372036854775808", "Int64 -9223372036854775808")]
    [InlineData("9223372036854775808", "UInt64 9223372036854775808")]
    [InlineData("18446744073709551615", "UInt64 18446744073709551615")]
    [InlineData("18446744073709551616", "Decimal 18446744073709551616")]
    [InlineData("-9223372036854775809", "Decimal -9223372036854775809")]
    [InlineData("0.10", "Decimal 0.10")]
    [InlineData("-12.50", "Decimal -12.50")]
    [InlineData("-0.0", "Decimal 0.0")]
    [InlineData("1.0", "Decimal 1.0")]
    [InlineData("123456789012345678901234567890.123456789012345678901234567890", "Decimal 123456789012345678901234567890.123456789012345678901234567890")]
    [InlineData("0.1000000000000000000000000000000000000000000", "Decimal 0.100000000000000000000000000000")]
    [InlineData("0.0000000000000000000000000000000000015", "Double 1.5E-36")]
    [InlineData("1e3", "Double 1000")]
    [InlineData("1E+21", "Double 1E+21")]
    [InlineData("-1.5e-7", "Double -1.5E-07")]
    [InlineData("1.7976931348623157e308", "Double 1.7976931348623157E+308")]
    [InlineData("0e99999999999", "Double 0")]
    [InlineData("1.2345678901234567890123e4", "Decimal 12345.678901234567890123")]
    [InlineData("1234567890123456789012e3", "Decimal 1234567890123456789012000")]
    [InlineData("1.2345678901234567890123e-5", "Decimal 0.000012345678901234567890123")]
    public void Bind_NumberOfNoStatedType_KeepsEveryDigit(string text, string expected) =>
        Assert.Equal(expected, Bind(text, ParameterKind.Number));

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1e-400")]
    [InlineData("1e99999999999")]
    [InlineData("1.2345678901234567890123e70")]
    [InlineData("0.1234567890123456789012345678901")]
    public void Bind_NumberThatNoTypeKeeps_IsRefused(string text) => Refused(text, ParameterKind.Number, null);

    [Fact]
    public void Bind_NumberOfManyZeros_IsItsValue()
    {
        var zeros = new string('0', 100_300);
        Assert.Equal("Double 1E-300", Bind($"1{zeros}e-100600", ParameterKind.Number));
        Assert.Equal("Decimal 1." + new string('0', 30), Bind($"1{zeros}e-100300", ParameterKind.Number, "decimal"));
        Assert.Equal("Double 1E-05", Bind($"0.{zeros}1e100296", ParameterKind.Number));
        Refused($"1{zeros}", ParameterKind.Number, null);
        Refused($"1{zeros}", ParameterKind.Number, "int");
    }

    [Theory]
    [InlineData("a 'b' \0 é😀", ParameterKind.Text, "Text a 'b' \0 é😀")]
    [InlineData("", ParameterKind.Text, "Text ")]
    [InlineData("2026-01-31T12:00:00Z", ParameterKind.Text, "Text 2026-01-31T12:00:00Z")]
    [InlineData("true", ParameterKind.Boolean, "Int64 1")]
    [InlineData("false", ParameterKind.Boolean, "Int64 0")]
    [InlineData("[1, 2]", ParameterKind.JsonArray, "Text [1, 2]")]
    [InlineData("{\"a\":1}", ParameterKind.JsonObject, "Text {\"a\":1}")]
    [InlineData(null, ParameterKind.Null, "Null")]
    public void Bind_NoStatedType_FollowsTheJson(string? text, ParameterKind kind, string expected) =>
        Assert.Equal(expected, Bind(text, kind));

    [Theory]
    [InlineData("int", "7", "Int64 7")]
    [InlineData("int", "7.0", "Int64 7")]
    [InlineData("int", "1e3", "Int64 1000")]
    [InlineData("BIGINT", "-9223372036854775808", "Int64 -9223372036854775808")]
    [InlineData("bigint unsigned", "18446744073709551615", "UInt64 18446744073709551615")]
    [InlineData("bigint unsigned", "7", "UInt64 7")]
    [InlineData("bit", "5", "UInt64 5")]
    [InlineData("year", "2026", "Int64 2026")]
    [InlineData("bool", "0", "Int64 0")]
    [InlineData("decimal", "1.50", "Decimal 1.50")]
    [InlineData("decimal", "1e2", "Decimal 100")]
    [InlineData("double", "0.1", "Double 0.1")]
    [InlineData("double", "0.1000000000000000055511151231257827", "Double 0.1")]
    [InlineData("float", "0.1", "Double 0.10000000149011612")]
    [InlineData("varchar", "1.50", "Text 1.50")]
    [InlineData("json", "1.50", "Text 1.50")]
    public void Bind_NumberOfAStatedType_IsOfThatType(string type, string text, string expected)
    {
        Assert.Equal(expected, Bind(text, ParameterKind.Number, type));
        Assert.Equal(expected, Bind(text, ParameterKind.Text, type));
    }

    [Theory]
    [InlineData("tinyint", "true", "Int64 1")]
    [InlineData("boolean", "false", "Int64 0")]
    [InlineData("decimal", "true", "Decimal 1")]
    [InlineData("text", "true", "Text true")]
    [InlineData("json", "true", "Text true")]
    public void Bind_BooleanOfAStatedType_IsOfThatType(string type, string text, string expected) =>
        Assert.Equal(expected, Bind(text, ParameterKind.Boolean, type));

    [Theory]
    [InlineData("blob", "AP8Q", "Bytes 00FF10")]
    [InlineData("varbinary", "", "Bytes ")]
    [InlineData("geometry", "AAE=", "Bytes 0001")]
    [InlineData("date", "2026-01-31", "Date 2026-01-31")]
    [InlineData("date", "2026-02-31", "Text 2026-02-31")]
    [InlineData("date", "0000-00-00", "Text 0000-00-00")]
    [InlineData("date", "20260131", "Text 20260131")]
    [InlineData("datetime", "2026-01-31T23:59:59", "DateTime 2026-01-31 23:59:59")]
    [InlineData("datetime", "2026-01-31 23:59:59.5", "DateTime 2026-01-31 23:59:59.500000")]
    [InlineData("datetime", "2026-01-31t23:59:59.123456z", "DateTime 2026-01-31 23:59:59.123456")]
    [InlineData("timestamp", "2026-01-31T23:59:59Z", "DateTime 2026-01-31 23:59:59")]
    [InlineData("timestamp", "2026-01-31T23:30:00-05:30", "DateTime 2026-02-01 05:00:00")]
    [InlineData("timestamp", "2026-01-31T00:30:00+01:00", "DateTime 2026-01-30 23:30:00")]
    [InlineData("timestamp", "2026-01-31T23:59:59.9999995Z", "DateTime 2026-02-01 00:00:00")]
    [InlineData("timestamp", "2026-01-31T23:59:59.123456499Z", "DateTime 2026-01-31 23:59:59.123456")]
    [InlineData("timestamp", "2026-01-31", "Text 2026-01-31")]
    [InlineData("datetime", "0000-00-00 00:00:00", "Text 0000-00-00 00:00:00")]
    [InlineData("datetime", "0001-01-01T00:00:00+01:00", "Text 0001-01-01T00:00:00+01:00")]
    [InlineData("datetime", "2026-01-31T23:59:59+1", "Text 2026-01-31T23:59:59+1")]
    [InlineData("datetime", "2026-01-31T23:59:59.", "Text 2026-01-31T23:59:59.")]
    [InlineData("time", "23:59:59", "Time 23:59:59")]
    [InlineData("time", "-838:59:59", "Time -838:59:59")]
    [InlineData("time", "100:00:00.123456", "Time 100:00:00.123456")]
    [InlineData("time", "838:59:59.5", "Text 838:59:59.5")]
    [InlineData("time", "839:00:00", "Text 839:00:00")]
    [InlineData("time", "1:2:3", "Text 1:2:3")]
    [InlineData("time", "23:59:60", "Text 23:59:60")]
    [InlineData("uuid", "x", "Text x")]
    public void Bind_TextOfAStatedType_IsOfThatTypeOrTheServersToJudge(string type, string text, string expected) =>
        Assert.Equal(expected, Bind(text, ParameterKind.Text, type));

    [Theory]
    [InlineData("1.5", ParameterKind.Number, "int")]
    [InlineData("9223372036854775808", ParameterKind.Number, "bigint")]
    [InlineData("-1", ParameterKind.Number, "bigint unsigned")]
    [InlineData("18446744073709551616", ParameterKind.Number, "bigint unsigned")]
    [InlineData("a", ParameterKind.Text, "int")]
    [InlineData("", ParameterKind.Text, "int")]
    [InlineData("1e", ParameterKind.Text, "double")]
    [InlineData("1e+", ParameterKind.Text, "double")]
    [InlineData(".", ParameterKind.Text, "double")]
    [InlineData("1e400", ParameterKind.Number, "double")]
    [InlineData("1e39", ParameterKind.Number, "float")]
    [InlineData("1e-60", ParameterKind.Number, "float")]
    [InlineData("1e65", ParameterKind.Number, "decimal")]
    [InlineData("yes", ParameterKind.Text, "bool")]
    [InlineData("[1]", ParameterKind.JsonArray, "int")]
    [InlineData("AP8", ParameterKind.Text, "blob")]
    [InlineData("1", ParameterKind.Number, "blob")]
    public void Bind_NoValueOfItsStatedType_IsRefused(string text, ParameterKind kind, string type) => Refused(text, kind, type);

    [Fact]
    public void Bind_UnknownType_IsRefusedWithTheKnownOnes()
    {
        Assert.Contains("bigint unsigned", Refused("1", ParameterKind.Number, "int8").Message, StringComparison.Ordinal);
        Refused(null, ParameterKind.Null, "int8");
    }

    [Theory]
    [InlineData("a<half>b", ParameterKind.Text, null)]
    [InlineData("<half>", ParameterKind.Text, "text")]
    public void Bind_HalfOfAPair_IsRefused(string text, ParameterKind kind, string? type) => Refused(Unpaired.In(text), kind, type);

    [Fact]
    public void Bind_HalfOfAPairInTheStatement_IsRefused() => Assert.Equal(
        EngineErrorKind.InvalidParameter,
        Assert.Throws<EngineException>(() => ParameterBinding.Bind(Request(Unpaired.In("select '<half>'"), 0, []))).Kind);

    [Theory]
    [InlineData(1, 0, "The statement takes 1 parameters, 0 were given.")]
    [InlineData(1, 2, "The statement takes 1 parameters, 2 were given.")]
    [InlineData(65536, 65536, "A statement takes at most 65535 parameters, 65536 were given.")]
    public void Bind_WrongCount_IsRefused(int takes, int given, string message)
    {
        var parameters = Enumerable.Repeat(new StatementParameter("1", ParameterKind.Number), given).ToArray();
        var error = Assert.Throws<EngineException>(() => ParameterBinding.Bind(Request("select ?", takes, parameters)));
        Assert.Equal((EngineErrorKind.InvalidParameter, message), (error.Kind, error.Message));
    }

    [Fact]
    public void Bind_NoParameters_IsEmpty() => Assert.Empty(ParameterBinding.Bind(Request("select 1", 0, [])));

    private static EngineException Refused(string? text, ParameterKind kind, string? type)
    {
        var error = Assert.Throws<EngineException>(() => Bind(text, kind, type));
        Assert.Equal((EngineErrorKind.InvalidParameter, StatementOutcome.NotApplied), (error.Kind, error.Outcome));
        return error;
    }

    private static string Bind(string? text, ParameterKind kind, string? type = null)
    {
        var bound = Assert.Single(ParameterBinding.Bind(Request("select ?", 1, [new StatementParameter(text, kind, type)])));
        return bound.Type switch
        {
            ParameterType.Null => "Null",
            ParameterType.Int64 => $"Int64 {bound.Bits}",
            ParameterType.UInt64 => $"UInt64 {unchecked((ulong)bound.Bits)}",
            ParameterType.Double => string.Create(CultureInfo.InvariantCulture, $"Double {BitConverter.Int64BitsToDouble(bound.Bits):R}"),
            ParameterType.Bytes => $"Bytes {Convert.ToHexString(bound.Data.Span)}",
            _ => $"{bound.Type} {Encoding.UTF8.GetString(bound.Data.Span)}",
        };
    }

    private static StatementRequest Request(string sql, int takes, StatementParameter[] parameters) => new()
    {
        Sql = sql,
        Classification = new StatementClassification { Kind = StatementKind.Read, Reason = "plain read", ParameterCount = takes },
        Parameters = parameters,
    };
}
