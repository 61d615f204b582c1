using System.Globalization;
using System.Text.Json;
using CausalGateway.Abstractions;
using CausalGateway.Gateway.Pipeline;

namespace CausalGateway.Gateway.Results;

/// <summary>Writes one statement's answer as JSON while its rows arrive.</summary>
internal sealed class JsonAnswer(AnswerBuffer buffer, bool rowsAsArrays, bool lossyNumbers) : IResultSink, IDisposable
{
    private readonly Utf8JsonWriter _json = new(buffer, JsonOutput.Rows);
    private JsonEncodedText[] _names = [];
    private bool _begun;
    private int _column;
    private int _depth;

    /// <summary>Forgets what was written, for another attempt.</summary>
    public void Reset()
    {
        _json.Reset();
        buffer.Reset();
        _begun = false;
    }

    public ValueTask BeginResultAsync(IReadOnlyList<ColumnDescription> columns, CancellationToken cancellationToken)
    {
        if (!rowsAsArrays)
        {
            _names = Names(columns);
        }

        _begun = true;
        _json.WriteStartObject();
        _json.WriteStartArray("columns");
        for (var i = 0; i < columns.Count; i++)
        {
            _json.WriteStartObject();
            _json.WriteString("name", columns[i].Name);
            _json.WriteString("type", columns[i].Type);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteStartArray("rows");
        return default;
    }

    public void BeginRow()
    {
        _column = 0;
        if (rowsAsArrays)
        {
            _json.WriteStartArray();
        }
        else
        {
            _json.WriteStartObject();
        }
    }

    public void WriteNull()
    {
        NextValue();
        _json.WriteNullValue();
    }

    public void WriteBoolean(bool value)
    {
        NextValue();
        _json.WriteBooleanValue(value);
    }

    public void WriteNumber(ReadOnlySpan<byte> utf8)
    {
        NextValue();
        _json.WriteRawValue(utf8, skipInputValidation: true);
    }

    public void WriteExactNumber(ReadOnlySpan<byte> utf8)
    {
        NextValue();
        if (lossyNumbers)
        {
            _json.WriteRawValue(utf8, skipInputValidation: true);
        }
        else
        {
            _json.WriteStringValue(utf8);
        }
    }

    public void WriteText(ReadOnlySpan<byte> utf8)
    {
        NextValue();
        _json.WriteStringValue(utf8);
    }

    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        NextValue();
        _json.WriteBase64StringValue(value);
    }

    public void WriteJson(ReadOnlySpan<byte> utf8)
    {
        NextValue();
        _json.WriteRawValue(utf8, skipInputValidation: true);
    }

    public void BeginArray()
    {
        NextValue();
        _depth++;
        _json.WriteStartArray();
    }

    public void EndArray()
    {
        _depth--;
        _json.WriteEndArray();
    }

    public ValueTask EndRowAsync(CancellationToken cancellationToken)
    {
        if (rowsAsArrays)
        {
            _json.WriteEndArray();
        }
        else
        {
            _json.WriteEndObject();
        }

        _json.Flush();
        return buffer.RelayAsync(cancellationToken);
    }

    /// <summary>Writes what stands behind the rows.</summary>
    public void WriteEnd(ExecutionResult result, SessionAnswer session, Receipt receipt)
    {
        if (!_begun)
        {
            _json.WriteStartObject();
            _json.WriteStartArray("columns");
            _json.WriteEndArray();
            _json.WriteStartArray("rows");
        }

        _json.WriteEndArray();
        _json.WriteNumber("rowCount", result.RowCount);
        _json.WriteString("command", result.Command);
        if (result.LastInsertId is { } made)
        {
            _json.WriteString("lastInsertId", made.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            _json.WriteNull("lastInsertId");
        }

        _json.WriteBoolean("truncated", false);
        _json.WritePropertyName("session");
        session.Write(_json);
        _json.WritePropertyName("served");
        receipt.Write(_json);
        _json.WriteEndObject();
        _json.Flush();
    }

    public void Dispose() => _json.Dispose();

    /// <summary>In an object, a column's value has its name in front; an array's elements have none.</summary>
    private void NextValue()
    {
        if (_depth == 0 && !rowsAsArrays)
        {
            _json.WritePropertyName(_names[_column++]);
        }
    }

    private static JsonEncodedText[] Names(IReadOnlyList<ColumnDescription> columns)
    {
        var seen = new HashSet<string>(columns.Count, StringComparer.Ordinal);
        var names = new JsonEncodedText[columns.Count];
        for (var i = 0; i < names.Length; i++)
        {
            if (!seen.Add(columns[i].Name))
            {
                throw new DuplicateColumnException(columns[i].Name);
            }

            names[i] = JsonEncodedText.Encode(columns[i].Name, JsonOutput.Rows.Encoder);
        }

        return names;
    }
}
