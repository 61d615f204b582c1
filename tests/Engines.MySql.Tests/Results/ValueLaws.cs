using System.Text;
using System.Text.Json;
using CausalGateway.Engines.MySql.Results;
using CausalGateway.Engines.MySql.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace CausalGateway.Engines.MySql.Tests.Results;

/// <summary>Whatever text a server sends, the answer stays JSON.</summary>
public sealed class ValueLaws
{
    private static readonly Arbitrary<byte[]> Texts = (
        from length in Gen.Choose(0, 8)
        from parts in Gen.Elements<byte[]>(
            [.. "0"u8], [.. "0"u8], [.. "1"u8], [.. "9"u8], [.. "-"u8], [.. "+"u8], [.. "."u8], [.. "e"u8], [.. "E"u8], [.. "{"u8],
            [.. "}"u8], [.. "["u8], [.. "]"u8], [.. "\""u8], [.. ":"u8], [.. ","u8], [.. "\\"u8], [.. "\\u00"u8], [.. "null"u8],
            [.. " "u8], [.. "\n"u8], [.. "é"u8], [0xff], [0], [.. "2026-01-31 "u8], [.. "12:34:56"u8]).ArrayOf(length)
        select parts.SelectMany(part => part).ToArray()).ToArbitrary();

    /// <summary>All but <see cref="ValueForm.Json"/>, which the server vouches for.</summary>
    private static readonly Arbitrary<ValueForm> Forms =
        Gen.Elements(Enum.GetValues<ValueForm>().Where(form => form != ValueForm.Json)).ToArbitrary();

    [Fact]
    public void Write_AnyText_IsOneCallAndEmbedsNothingButJson() => Prop.ForAll(Forms, Texts, (form, text) =>
    {
        var sink = new RecordingSink();
        MySqlValueWriter.Write(sink, form, text);
        var call = Assert.Single(sink.Calls).Split(' ', 2);
        return call[0] switch
        {
            "number" or "exact" => KindOf(Encoding.UTF8.GetBytes(call[1])) == JsonValueKind.Number,
            "json" => KindOf(text) is not null,
            _ => true,
        };
    }).Holds();

    [Fact]
    public void IsValid_AnyText_AgreesWithTheReader() => Prop.ForAll(
        Texts, text => JsonText.IsValid(text) == (KindOf(text) is not null)).Holds();

    [Fact]
    public void IsNumber_AnyText_AgreesWithTheReader() => Prop.ForAll(
        Texts, text => JsonText.IsNumber(text) == (KindOf(text) == JsonValueKind.Number && text.AsSpan().IndexOfAny(" \n"u8) < 0)).Holds();

    /// <summary>What the text is in JSON, or null if it is none.</summary>
    private static JsonValueKind? KindOf(byte[] text)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(text);
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind;
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException)
        {
            return null;
        }
    }
}
