using System.Globalization;
using System.Text;
using System.Text.Json;
using CausalGateway.Abstractions;

namespace CausalGateway.Engines.InMemory.Sql;

/// <summary>A value: its type, and its text or null for NULL.</summary>
internal readonly record struct SqlValue(SqlType Type, string? Text)
{
    public static SqlValue Null => default;

    public bool IsNull => Text is null;

    public static SqlValue Of(string text) => new(SqlType.Text, text);

    public static SqlValue Of(long value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return new SqlValue(value is >= int.MinValue and <= int.MaxValue ? SqlType.Int : SqlType.Bigint, text);
    }

    /// <summary>A number as it is written.</summary>
    public static SqlValue OfNumber(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? Of(whole)
            : new SqlValue(SqlType.Decimal, text);

    /// <summary>A parameter.</summary>
    public static SqlValue Of(StatementParameter parameter) => parameter switch
    {
        { Text: null } => Null,
        { Type: "bytes", Text: var text } => new SqlValue(SqlType.Bytes, text),
        { Json: ParameterKind.Number, Text: var text } => OfNumber(text),
        { Json: ParameterKind.Boolean, Text: var text } => new SqlValue(SqlType.Boolean, text),
        { Json: ParameterKind.JsonArray or ParameterKind.JsonObject, Text: var text } => new SqlValue(SqlType.Json, text),
        { Text: var text } => Of(text),
    };

    public long ToInt64() => long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw SqlError.Make("22P02", $"{Text ?? "NULL"} is not a whole number.");

    public double ToSeconds() => double.Parse(Text!, CultureInfo.InvariantCulture);

    /// <summary>The value as a column of the type holds it.</summary>
    public SqlValue As(SqlType type)
    {
        if (IsNull || type == Type)
        {
            return IsNull ? Null : this;
        }

        if (type is SqlType.Int or SqlType.Bigint)
        {
            var value = ToInt64();
            return type == SqlType.Int && value is < int.MinValue or > int.MaxValue
                ? throw SqlError.Make("22003", $"{value} is out of range.")
                : new SqlValue(type, Text);
        }

        if (type == SqlType.Json)
        {
            return IsJson(Text!) ? new SqlValue(type, Text) : throw SqlError.Make("22032", "That is no JSON.");
        }

        return new SqlValue(type, Text);
    }

    public void WriteTo(IResultSink sink)
    {
        switch (Type)
        {
            case var _ when IsNull:
                sink.WriteNull();
                break;
            case SqlType.Boolean:
                sink.WriteBoolean(Text == "true");
                break;
            case SqlType.Int:
                sink.WriteNumber(Encoding.UTF8.GetBytes(Text!));
                break;
            case SqlType.Bigint or SqlType.Decimal:
                sink.WriteExactNumber(Encoding.UTF8.GetBytes(Text!));
                break;
            case SqlType.Bytes:
                sink.WriteBytes(Convert.FromBase64String(Text!));
                break;
            case SqlType.Json:
                sink.WriteJson(Encoding.UTF8.GetBytes(Text!));
                break;
            default:
                sink.WriteText(Encoding.UTF8.GetBytes(Text!));
                break;
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
