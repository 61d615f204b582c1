using System.Buffers;
using System.Text;
using System.Text.Json;
using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Api;

/// <summary>Reads a request's JSON, strictly: what it does not know or what comes twice is an error, never passed over.</summary>
internal static class QueryRequestReader
{
    private const int MaxDepth = 64;

    /// <summary>Members of the contract that this version cannot honour yet; silence about them would be a lie.</summary>
    private static readonly string[] NotAvailable = ["statements", "transaction", "isolation", "maxStalenessMs", "maxRows"];

    /// <exception cref="GatewayException">The body is not such a request.</exception>
    public static QueryRequest Read(ReadOnlySequence<byte> body, int maxParameters)
    {
        try
        {
            var json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
            var request = ReadMembers(ref json, maxParameters);
            if (json.Read())
            {
                throw Invalid("There is something behind the request's JSON.");
            }

            return request;
        }
        catch (JsonException e)
        {
            throw Invalid($"The body is not valid JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).");
        }
        catch (InvalidOperationException)
        {
            throw Invalid("A string in the body is not valid Unicode.");
        }
    }

    private static QueryRequest ReadMembers(ref Utf8JsonReader json, int maxParameters)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            throw Invalid("The body must be a JSON object.");
        }

        var request = new QueryRequest { Sql = "" };
        string?[]? types = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            if (!seen.Add(name))
            {
                throw Invalid($"The member '{Shown(name)}' stands in the request twice.");
            }

            json.Read();
            request = name switch
            {
                "sql" => request with { Sql = Text(ref json, name) },
                "params" => request with { Parameters = ReadParameters(ref json, maxParameters) },
                "types" => Keep(request, types = ReadTypes(ref json)),
                "consistency" => request with { Level = ConsistencyText.Parse(Text(ref json, name)) },
                "waitTimeoutMs" => request with { WaitTimeout = Milliseconds(ref json, name, 0) },
                "onWaitTimeout" => request with { FailOnWaitTimeout = OneOf(ref json, name, "primary", "fail") == 1 },
                "target" => request with { Target = (ReadTarget)OneOf(ref json, name, "auto", "primary", "replica") },
                "rows" => request with { RowsAsArrays = OneOf(ref json, name, "object", "array") == 1 },
                "numbers" => request with { LossyNumbers = OneOf(ref json, name, "exact", "lossy") == 1 },
                "timeoutMs" => request with { Timeout = Milliseconds(ref json, name, 1) },
                "acceptBookmark" => request with { AcceptBookmark = Text(ref json, name) },
                _ when NotAvailable.Contains(name) => throw Invalid($"The member '{name}' is not available in this version."),
                _ => throw Invalid($"The request has no member '{Shown(name)}'."),
            };
        }

        if (!seen.Contains("sql"))
        {
            throw Invalid("The member 'sql' is missing.");
        }

        return types is null ? request : request with { Parameters = WithTypes(request.Parameters, types) };
    }

    private static QueryRequest Keep(QueryRequest request, string?[] _) => request;

    private static List<StatementParameter> ReadParameters(ref Utf8JsonReader json, int maxParameters)
    {
        if (json.TokenType == JsonTokenType.StartObject)
        {
            throw Invalid("Parameters by name are not available in this version; 'params' must be an array.");
        }

        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw Invalid("The member 'params' must be an array.");
        }

        var parameters = new List<StatementParameter>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (parameters.Count == maxParameters)
            {
                throw Invalid($"A statement takes at most {maxParameters} parameters.");
            }

            parameters.Add(ReadParameter(ref json));
        }

        return parameters;
    }

    private static StatementParameter ReadParameter(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.Null => new StatementParameter(null, ParameterKind.Null),
        JsonTokenType.True => new StatementParameter("true", ParameterKind.Boolean),
        JsonTokenType.False => new StatementParameter("false", ParameterKind.Boolean),
        JsonTokenType.String => new StatementParameter(json.GetString(), ParameterKind.Text),
        JsonTokenType.Number => new StatementParameter(RawText(ref json), ParameterKind.Number),
        JsonTokenType.StartArray => new StatementParameter(RawText(ref json), ParameterKind.JsonArray),
        _ => new StatementParameter(RawText(ref json), ParameterKind.JsonObject),
    };

    /// <summary>The value's JSON as the client wrote it: a number never passes through a double.</summary>
    private static string RawText(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Number)
        {
            return json.HasValueSequence ? Encoding.UTF8.GetString(json.ValueSequence) : Encoding.UTF8.GetString(json.ValueSpan);
        }

        using var document = JsonDocument.ParseValue(ref json);
        return document.RootElement.GetRawText();
    }

    private static string?[] ReadTypes(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw Invalid("The member 'types' must be an array of type names; null leaves a type to the server.");
        }

        var types = new List<string?>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            types.Add(json.TokenType == JsonTokenType.Null ? null : Text(ref json, "types"));
        }

        return [.. types];
    }

    private static StatementParameter[] WithTypes(IReadOnlyList<StatementParameter> parameters, string?[] types)
    {
        if (types.Length != parameters.Count)
        {
            throw Invalid($"There are {parameters.Count} parameters but {types.Length} types.");
        }

        var typed = new StatementParameter[types.Length];
        for (var i = 0; i < typed.Length; i++)
        {
            typed[i] = parameters[i] with { Type = types[i] };
        }

        return typed;
    }

    private static string Text(ref Utf8JsonReader json, string name) => json.TokenType == JsonTokenType.String
        ? json.GetString()!
        : throw Invalid($"The member '{name}' must be a string.");

    private static TimeSpan Milliseconds(ref Utf8JsonReader json, string name, int least) =>
        json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var value) && value >= least
            ? TimeSpan.FromMilliseconds(value)
            : throw Invalid($"The member '{name}' must be a whole number of milliseconds, at least {least}.");

    private static int OneOf(ref Utf8JsonReader json, string name, params ReadOnlySpan<string> choices)
    {
        var index = json.TokenType == JsonTokenType.String ? choices.IndexOf(json.GetString()!) : -1;
        return index >= 0 ? index : throw Invalid($"The member '{name}' must be one of: {string.Join(", ", choices)}.");
    }

    /// <summary>A name as the client wrote it, cut short.</summary>
    private static string Shown(string name) => name.Length <= 64 ? name : name[..64] + "...";

    private static GatewayException Invalid(string detail) => GatewayException.InvalidRequest(detail);
}
