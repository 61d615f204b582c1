using System.Buffers;
using System.Text;
using System.Text.Json;
using CausalGateway.Abstractions;
using Npgsql;
using NpgsqlTypes;

namespace CausalGateway.Engines.Postgres.Statements;

/// <summary>Turns the gateway's parameters into Npgsql's: text of no stated type, which the server reads as it infers.</summary>
internal static class ParameterText
{
    public static void AddTo(NpgsqlBatchCommand command, StatementRequest request)
    {
        if (!IsWellFormed(request.Sql))
        {
            throw new EngineException(EngineErrorKind.InvalidParameter, "The statement contains half of a surrogate pair.");
        }

        if (request.Parameters.Count != request.Classification.ParameterCount)
        {
            throw new EngineException(
                EngineErrorKind.InvalidParameter,
                $"The statement takes {request.Classification.ParameterCount} parameters, {request.Parameters.Count} were given.");
        }

        for (var i = 0; i < request.Parameters.Count; i++)
        {
            command.Parameters.Add(new NpgsqlParameter
            {
                NpgsqlDbType = NpgsqlDbType.Unknown,
                Value = (object?)TextOf(request.Parameters[i], i) ?? DBNull.Value,
            });
        }
    }

    private static string? TextOf(StatementParameter parameter, int index)
    {
        var isArray = parameter.Json == ParameterKind.JsonArray && parameter.Type is { } type && TypeName.IsArray(type);
        var text = isArray ? ToArrayLiteral(parameter.Text!, index, TypeName.DelimiterOf(parameter.Type)) : parameter.Text;
        if (text is null)
        {
            return null;
        }

        if (text.Contains('\0'))
        {
            throw new EngineException(
                EngineErrorKind.InvalidParameter, $"Parameter ${index + 1} contains a NUL character, which PostgreSQL cannot store.");
        }

        return IsWellFormed(text)
            ? text
            : throw new EngineException(
                EngineErrorKind.InvalidParameter, $"Parameter ${index + 1} contains half of a surrogate pair.");
    }

    /// <summary>Whether the text can be sent as UTF-8; what cannot would break the connection in the middle of a message.</summary>
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

    private static string ToArrayLiteral(string json, int index, char delimiter)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var literal = new StringBuilder(json.Length + 16);
            Append(literal, document.RootElement, delimiter);
            return literal.ToString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Nested deeper than the reader goes (the server's arrays have six dimensions), or an escaped half of a pair.
            throw new EngineException(
                EngineErrorKind.InvalidParameter, $"Parameter ${index + 1} is not an array that PostgreSQL can store.", e);
        }
    }

    private static void Append(StringBuilder literal, JsonElement element, char delimiter)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                literal.Append('{');
                var start = literal.Length;
                foreach (var item in element.EnumerateArray())
                {
                    if (literal.Length > start)
                    {
                        literal.Append(delimiter);
                    }

                    Append(literal, item, delimiter);
                }

                literal.Append('}');
                break;
            case JsonValueKind.Null:
                literal.Append("NULL");
                break;
            case JsonValueKind.String:
                AppendQuoted(literal, element.GetString()!);
                break;
            default:
                AppendQuoted(literal, element.GetRawText());
                break;
        }
    }

    private static void AppendQuoted(StringBuilder literal, string text)
    {
        literal.Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\')
            {
                literal.Append('\\');
            }

            literal.Append(c);
        }

        literal.Append('"');
    }
}
