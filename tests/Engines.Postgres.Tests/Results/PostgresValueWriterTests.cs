using System.Text;
using CausalGateway.Engines.Postgres.Results;

namespace CausalGateway.Engines.Postgres.Tests.Results;

public sealed class PostgresValueWriterTests
{
    [Theory]
    [InlineData(nameof(ValueForm.Boolean), "t", "boolean true")]
    [InlineData(nameof(ValueForm.Boolean), "f", "boolean false")]
    [InlineData(nameof(ValueForm.Number), "-1", "number -1")]
    [InlineData(nameof(ValueForm.Number), "1e-07", "number 1e-07")]
    [InlineData(nameof(ValueForm.Number), "NaN", "text NaN")]
    [InlineData(nameof(ValueForm.Number), "Infinity", "text Infinity")]
    [InlineData(nameof(ValueForm.Number), "-Infinity", "text -Infinity")]
    [InlineData(nameof(ValueForm.ExactNumber), "9223372036854775807", "exact 9223372036854775807")]
    [InlineData(nameof(ValueForm.ExactNumber), "0.10", "exact 0.10")]
    [InlineData(nameof(ValueForm.ExactNumber), "NaN", "text NaN")]
    [InlineData(nameof(ValueForm.ExactNumber), "-Infinity", "text -Infinity")]
    [InlineData(nameof(ValueForm.Bytes), "\\x", "bytes ")]
    [InlineData(nameof(ValueForm.Bytes), "\\x00ff10", "bytes AP8Q")]
    [InlineData(nameof(ValueForm.Json), "{\"a\": [1, null]}", "json {\"a\": [1, null]}")]
    [InlineData(nameof(ValueForm.Text), "", "text ")]
    [InlineData(nameof(ValueForm.Text), "é😀\"\\", "text é😀\"\\")]
    public void Write_OneValue_CallsTheSinkOnce(string form, string text, string call) =>
        Assert.Equal([call], Write(new ColumnForm(Enum.Parse<ValueForm>(form)), text));

    [Theory]
    [InlineData("2024-01-31 12:34:56", "2024-01-31T12:34:56")]
    [InlineData("2024-01-31 12:34:56.123456", "2024-01-31T12:34:56.123456")]
    [InlineData("9999-12-31 23:59:59.999999", "9999-12-31T23:59:59.999999")]
    [InlineData("0001-01-01 00:00:00", "0001-01-01T00:00:00")]
    [InlineData("0044-03-15 12:00:00 BC", "0044-03-15 12:00:00 BC")]
    [InlineData("0044-03-15 12:00:00.5 BC", "0044-03-15 12:00:00.5 BC")]
    [InlineData("10000-01-01 00:00:00", "10000-01-01 00:00:00")]
    [InlineData("294276-12-31 23:59:59.999999", "294276-12-31 23:59:59.999999")]
    [InlineData("infinity", "infinity")]
    [InlineData("-infinity", "-infinity")]
    public void Write_Timestamp_IsRfc3339WhereItHasAPlace(string text, string expected) =>
        Assert.Equal([$"text {expected}"], Write(new ColumnForm(ValueForm.Timestamp), text));

    [Theory]
    [InlineData("2024-01-31 12:34:56+00", "2024-01-31T12:34:56Z")]
    [InlineData("2024-01-31 12:34:56.1+00", "2024-01-31T12:34:56.1Z")]
    [InlineData("2024-01-31 12:34:56-03", "2024-01-31T12:34:56-03:00")]
    [InlineData("2024-01-31 12:34:56.123456+05:30", "2024-01-31T12:34:56.123456+05:30")]
    [InlineData("2024-01-31 12:34:56-00:30", "2024-01-31T12:34:56-00:30")]
    [InlineData("1890-01-01 00:00:00+00:53:28", "1890-01-01 00:00:00+00:53:28")]
    [InlineData("1890-01-01 00:00:00.123456-00:53:28", "1890-01-01 00:00:00.123456-00:53:28")]
    [InlineData("0044-03-15 12:00:00+00 BC", "0044-03-15 12:00:00+00 BC")]
    [InlineData("0044-03-15 12:00:00.123456+00:53:28 BC", "0044-03-15 12:00:00.123456+00:53:28 BC")]
    [InlineData("10000-01-01 00:00:00+00", "10000-01-01 00:00:00+00")]
    [InlineData("-infinity", "-infinity")]
    public void Write_TimestampWithTimeZone_IsRfc3339WhereItHasAPlace(string text, string expected) =>
        Assert.Equal([$"text {expected}"], Write(new ColumnForm(ValueForm.TimestampWithTimeZone), text));

    [Theory]
    [InlineData(nameof(ValueForm.Number), "{}", "[|]")]
    [InlineData(nameof(ValueForm.Number), "{1,NULL,-3}", "[|number 1|null|number -3|]")]
    [InlineData(nameof(ValueForm.Number), "{{1,2},{3,4}}", "[|[|number 1|number 2|]|[|number 3|number 4|]|]")]
    [InlineData(nameof(ValueForm.Number), "[0:1]={1,2}", "[|number 1|number 2|]")]
    [InlineData(nameof(ValueForm.Number), "[-1:0][2:3]={{1,2},{3,4}}", "[|[|number 1|number 2|]|[|number 3|number 4|]|]")]
    [InlineData(nameof(ValueForm.Number), "{NaN,Infinity}", "[|text NaN|text Infinity|]")]
    [InlineData(nameof(ValueForm.Text), "{NULL,\"NULL\",null_}", "[|null|text NULL|text null_|]")]
    [InlineData(nameof(ValueForm.Text), "{\"\",\"a,b\",\"{}\"}", "[|text |text a,b|text {}|]")]
    [InlineData(nameof(ValueForm.Text), "{\"a\\\"b\",\"c\\\\d\",\"\\\\\"}", "[|text a\"b|text c\\d|text \\|]")]
    [InlineData(nameof(ValueForm.Text), "{[x]=y}", "[|text [x]=y|]")]
    [InlineData(nameof(ValueForm.Text), "{\"é😀 \"}", "[|text é😀 |]")]
    [InlineData(nameof(ValueForm.Bytes), "{\"\\\\x00ff\",NULL}", "[|bytes AP8=|null|]")]
    [InlineData(nameof(ValueForm.Json), "{\"{\\\"a\\\": 1}\",1}", "[|json {\"a\": 1}|json 1|]")]
    [InlineData(nameof(ValueForm.Timestamp), "{\"2024-01-31 12:34:56\",infinity}", "[|text 2024-01-31T12:34:56|text infinity|]")]
    public void Write_Array_CallsTheSinkForEachElement(string form, string text, string calls) =>
        Assert.Equal(calls.Split('|'), Write(new ColumnForm(Enum.Parse<ValueForm>(form), IsArray: true), text));

    [Fact]
    public void Write_ArrayWithItsOwnDelimiter_SplitsThere() => Assert.Equal(
        ["[", "text (1,1),(0,0)", "null", "]"],
        Write(new ColumnForm(ValueForm.Text, IsArray: true, Delimiter: (byte)';'), "{(1,1),(0,0);NULL}"));

    private static List<string> Write(ColumnForm form, string text)
    {
        var sink = new RecordingSink();
        PostgresValueWriter.Write(sink, form, Encoding.UTF8.GetBytes(text));
        return sink.Calls;
    }
}
