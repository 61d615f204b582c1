using System.Buffers;
using System.Globalization;
using System.Text;
using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Statements;

/// <summary>
/// Turns the gateway's parameters into what is sent. The servers do not say which type a parameter should have: the type
/// comes from the client, or from how the value is written in JSON, and no digit is lost on the way.
/// </summary>
internal static class ParameterBinding
{
    /// <summary>The protocol counts parameters in 16 bits.</summary>
    private const int MostParameters = ushort.MaxValue;

    /// <summary>The parameters of the statement, as many as it has placeholders.</summary>
    /// <exception cref="EngineException">A parameter cannot be sent as stated, or the count is wrong.</exception>
    public static BoundParameter[] Bind(StatementRequest request)
    {
        if (!IsWellFormed(request.Sql))
        {
            throw Invalid("The statement contains half of a surrogate pair.");
        }

        var given = request.Parameters.Count;
        if (given > MostParameters)
        {
            throw Invalid($"A statement takes at most {MostParameters} parameters, {given} were given.");
        }

        if (given != request.Classification.ParameterCount)
        {
            throw Invalid($"The statement takes {request.Classification.ParameterCount} parameters, {given} were given.");
        }

        if (given == 0)
        {
            return [];
        }

        var bound = new BoundParameter[given];
        for (var i = 0; i < bound.Length; i++)
        {
            bound[i] = Bind(request.Parameters[i], i);
        }

        return bound;
    }

    private static BoundParameter Bind(StatementParameter parameter, int index)
    {
        ParameterForm? form = parameter.Type is { } type ? ParameterTypes.FormOf(type, index) : null;
        if (parameter.Text is not { } text || parameter.Json == ParameterKind.Null)
        {
            return new BoundParameter { Type = ParameterType.Null };
        }

        if (!IsWellFormed(text))
        {
            throw Invalid($"Parameter {index + 1} contains half of a surrogate pair.");
        }

        if (form is { } stated)
        {
            return TypedParameter.Bind(parameter, stated, index);
        }

        return parameter.Json switch
        {
            ParameterKind.Number => UntypedNumber(text, index),
            ParameterKind.Boolean => Integer(text == "true" ? 1 : 0),
            _ => OfText(ParameterType.Text, text),
        };
    }

    /// <summary>
    /// Whole numbers as integers, digits with a point as DECIMAL, and what has an exponent in floating point, as the servers read
    /// numbers in SQL; but another type if only that keeps all digits.
    /// </summary>
    private static BoundParameter UntypedNumber(string text, int index)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var signed))
        {
            return Integer(signed);
        }

        if (!NumberText.TryParse(text, out var number))
        {
            throw Invalid($"Parameter {index + 1} is not a number.");
        }

        var hasExponent = text.AsSpan().ContainsAny('e', 'E');
        if (!hasExponent && !text.Contains('.') && number.TryUInt64(out var unsigned))
        {
            return UnsignedInteger(unsigned);
        }

        if (hasExponent && number.ToSameDouble() is { } same)
        {
            return FloatingPoint(same);
        }

        if (number.ToDecimal() is { } digits)
        {
            return OfText(ParameterType.Decimal, digits);
        }

        return number.ToSameDouble() is { } only
            ? FloatingPoint(only)
            : throw Invalid(
                $"Parameter {index + 1} has more digits than DECIMAL and DOUBLE keep; "
                + "state the type double to have it rounded, or send it as a string.");
    }

    public static BoundParameter Integer(long value) => new() { Type = ParameterType.Int64, Bits = value };

    public static BoundParameter UnsignedInteger(ulong value) =>
        new() { Type = ParameterType.UInt64, Bits = unchecked((long)value) };

    public static BoundParameter FloatingPoint(double value) =>
        new() { Type = ParameterType.Double, Bits = BitConverter.DoubleToInt64Bits(value) };

    public static BoundParameter OfText(ParameterType type, string text) =>
        new() { Type = type, Data = Encoding.UTF8.GetBytes(text) };

    public static EngineException Invalid(string message) => new(EngineErrorKind.InvalidParameter, message);

    /// <summary>Whether the text can be sent as UTF-8.</summary>
    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\ud800', '\udfff') is >= 0 and var at)
        {
            if (Rune.DecodeFromUtf16(text[at..], out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            text = text[(at + length)..];
        }

        return true;
    }
}
