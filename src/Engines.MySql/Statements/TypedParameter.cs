using System.Buffers.Text;
using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Statements;

/// <summary>Reads a parameter as the type that the client stated.</summary>
internal static class TypedParameter
{
    /// <summary>The parameter, which is not NULL, as it is sent.</summary>
    /// <exception cref="EngineException">It is not a value of the type.</exception>
    public static BoundParameter Bind(StatementParameter parameter, ParameterForm form, int index) => form switch
    {
        ParameterForm.Integer => Number(parameter, index).TryInt64(out var signed)
            ? ParameterBinding.Integer(signed)
            : throw Refused(parameter, index),
        ParameterForm.UnsignedInteger => Number(parameter, index).TryUInt64(out var unsigned)
            ? ParameterBinding.UnsignedInteger(unsigned)
            : throw Refused(parameter, index),
        ParameterForm.Boolean => Boolean(parameter, index),
        ParameterForm.Decimal => ParameterBinding.OfText(
            ParameterType.Decimal, Number(parameter, index).ToDecimal() ?? throw Refused(parameter, index)),
        ParameterForm.Float => Float(parameter, index),
        ParameterForm.Double => ParameterBinding.FloatingPoint(
            Number(parameter, index).ToDouble() ?? throw Refused(parameter, index)),
        ParameterForm.Bytes => Bytes(parameter, index),
        ParameterForm.Date when MomentParser.IsDate(parameter.Text!) =>
            ParameterBinding.OfText(ParameterType.Date, parameter.Text!),
        ParameterForm.DateTime when MomentParser.ToDateTime(parameter.Text!) is { } moment =>
            ParameterBinding.OfText(ParameterType.DateTime, moment),
        ParameterForm.Time when MomentParser.IsTime(parameter.Text!) =>
            ParameterBinding.OfText(ParameterType.Time, parameter.Text!),
        // Days and times that no calendar has, and other ways to write them, are the server's to judge.
        _ => ParameterBinding.OfText(ParameterType.Text, parameter.Text!),
    };

    private static NumberText Number(StatementParameter parameter, int index) => parameter.Json switch
    {
        ParameterKind.Boolean => new NumberText(false, parameter.Text == "true" ? "1" : "", 0),
        ParameterKind.Number or ParameterKind.Text when NumberText.TryParse(parameter.Text!, out var number) => number,
        _ => throw Refused(parameter, index),
    };

    private static BoundParameter Boolean(StatementParameter parameter, int index)
    {
        if (parameter.Text is "true" or "false")
        {
            return ParameterBinding.Integer(parameter.Text == "true" ? 1 : 0);
        }

        return Number(parameter, index).TryInt64(out var value)
            ? ParameterBinding.Integer(value)
            : throw Refused(parameter, index);
    }

    /// <summary>What a FLOAT column keeps of the number, so that comparing it with such a column finds it.</summary>
    private static BoundParameter Float(StatementParameter parameter, int index)
    {
        var number = Number(parameter, index);
        var value = (float)(number.ToDouble() ?? throw Refused(parameter, index));
        return float.IsFinite(value) && (value != 0 || number.IsZero)
            ? ParameterBinding.FloatingPoint(value)
            : throw Refused(parameter, index);
    }

    private static BoundParameter Bytes(StatementParameter parameter, int index)
    {
        if (parameter.Json != ParameterKind.Text)
        {
            throw Refused(parameter, index);
        }

        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(parameter.Text!.Length)];
        return Convert.TryFromBase64String(parameter.Text!, bytes, out var length)
            ? new BoundParameter { Type = ParameterType.Bytes, Data = bytes.AsMemory(0, length) }
            : throw ParameterBinding.Invalid(
                $"Parameter {index + 1} is not base64, which its type {parameter.Type} demands.");
    }

    private static EngineException Refused(StatementParameter parameter, int index) =>
        ParameterBinding.Invalid($"Parameter {index + 1} is not a value of its type, {parameter.Type}.");
}
