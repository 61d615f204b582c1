using System.Text;
using CausalGateway.Engines.MySql.Results;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Results;

public sealed class MySqlValueWriterTests
{
    [Theory]
    [InlineData(nameof(ValueForm.Number), "-1", "number -1")]
    [InlineData(nameof(ValueForm.Number), "0", "number 0")]
    [InlineData(nameof(ValueForm.Number), "0000", "number 0")]
    [InlineData(nameof(ValueForm.Number), "00042", "number 42")]
    [InlineData(nameof(ValueForm.Number), "0000001.5", "number 1.5")]
    [InlineData(nameof(ValueForm.Number), "000000.5", "number 0.5")]
    [InlineData(nameof(ValueForm.Number), "-0", "number -0")]
    [InlineData(nameof(ValueForm.Number), "1e30", "number 1e30")]
    [InlineData(nameof(ValueForm.Number), "1.5e-10", "number 1.5e-10")]
    [InlineData(nameof(ValueForm.Number), "1E+30", "number 1E+30")]
    [InlineData(nameof(ValueForm.Number), "nan", "text nan")]
    [InlineData(nameof(ValueForm.Number), "", "text ")]
    [InlineData(nameof(ValueForm.ExactNumber), "-9223372036854775808", "exact -9223372036854775808")]
    [InlineData(nameof(ValueForm.ExactNumber), "18446744073709551615", "exact 18446744073709551615")]
    [InlineData(nameof(ValueForm.ExactNumber), "0.10", "exact 0.10")]
    [InlineData(nameof(ValueForm.ExactNumber), "0000012.50", "exact 12.50")]
    [InlineData(nameof(ValueForm.ExactNumber), "-0.5", "exact -0.5")]
    [InlineData(nameof(ValueForm.Bits), "", "exact 0")]
    [InlineData(nameof(ValueForm.Bits), "\u0001\0", "exact 256")]
    [InlineData(nameof(ValueForm.Bytes), "\0a", "bytes AGE=")]
    [InlineData(nameof(ValueForm.Json), "{\"a\": [1, null]}", "json {\"a\": [1, null]}")]
    [InlineData(nameof(ValueForm.JsonText), " {\"a\": \"\\ud800é\"} ", "json  {\"a\": \"\\ud800é\"} ")]
    [InlineData(nameof(ValueForm.JsonText), "-1.5e3", "json -1.5e3")]
    [InlineData(nameof(ValueForm.JsonText), "", "text ")]
    [InlineData(nameof(ValueForm.JsonText), "{a: 1}", "text {a: 1}")]
    [InlineData(nameof(ValueForm.JsonText), "[1] [2]", "text [1] [2]")]
    [InlineData(nameof(ValueForm.JsonText), "[01]", "text [01]")]
    [InlineData(nameof(ValueForm.Text), "", "text ")]
    [InlineData(nameof(ValueForm.Text), "é😀\"\\\0", "text é😀\"\\\0")]
    public void Write_OneValue_CallsTheSinkOnce(string form, string text, string call) => Assert.Equal(call, Write(form, text));

    [Theory]
    [InlineData("2026-01-31 12:34:56", "2026-01-31T12:34:56")]
    [InlineData("2026-01-31 12:34:56.100000", "2026-01-31T12:34:56.100000")]
    [InlineData("2024-02-29 23:59:59.9", "2024-02-29T23:59:59.9")]
    [InlineData("9999-12-31 23:59:59.999999", "9999-12-31T23:59:59.999999")]
    [InlineData("0001-01-01 00:00:00", "0001-01-01T00:00:00")]
    [InlineData("0000-00-00 00:00:00", null)]
    [InlineData("0000-01-01 00:00:00", null)]
    [InlineData("2026-00-01 00:00:00", null)]
    [InlineData("2026-01-00 00:00:00.000", null)]
    [InlineData("2026-02-29 00:00:00", null)]
    [InlineData("2026-13-01 00:00:00", null)]
    [InlineData("2026-01-31", null)]
    public void Write_DateTime_IsRfc3339WhereACalendarHasIt(string text, string? expected)
    {
        Assert.Equal($"text {expected ?? text}", Write(nameof(ValueForm.DateTime), text));
        Assert.Equal($"text {(expected is null ? text : expected + "Z")}", Write(nameof(ValueForm.Timestamp), text));
    }

    [Fact]
    public void Write_Bits_AreAnUnsignedInteger()
    {
        var sink = new RecordingSink();
        MySqlValueWriter.Write(sink, ValueForm.Bits, [255, 255, 255, 255, 255, 255, 255, 254]);
        Assert.Equal(["exact 18446744073709551614"], sink.Calls);
    }

    [Fact]
    public void Write_JsonTextThatIsNoUnicode_IsText()
    {
        var sink = new RecordingSink();
        MySqlValueWriter.Write(sink, ValueForm.JsonText, [(byte)'"', 0xff, (byte)'"']);
        Assert.StartsWith("text ", Assert.Single(sink.Calls), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_JsonTextNestedDeeply_IsJson()
    {
        var deep = new string('[', 500) + new string(']', 500);
        Assert.Equal("json " + deep, Write(nameof(ValueForm.JsonText), deep));
    }

    private static string Write(string form, string text)
    {
        var sink = new RecordingSink();
        MySqlValueWriter.Write(sink, Enum.Parse<ValueForm>(form), Encoding.UTF8.GetBytes(text));
        return Assert.Single(sink.Calls);
    }
}
