namespace CausalGateway.Abstractions;

/// <summary>Takes a result row by row, as it arrives from the server, and never keeps a row.</summary>
/// <remarks>
/// Calls come from one statement at a time, in this order: <see cref="BeginResultAsync"/>, then for each row
/// <see cref="BeginRow"/>, one value call a column, <see cref="EndRowAsync"/>. The engine decides how a value of its types
/// reads in JSON and says so by the method it calls. Spans are only valid during the call. A sink may throw to refuse the
/// result; the engine then ends the statement and passes the exception on.
/// </remarks>
public interface IResultSink
{
    /// <summary>Announces the columns.</summary>
    ValueTask BeginResultAsync(IReadOnlyList<ColumnDescription> columns, CancellationToken cancellationToken);

    /// <summary>Starts a row.</summary>
    void BeginRow();

    /// <summary>NULL.</summary>
    void WriteNull();

    /// <summary>A boolean.</summary>
    void WriteBoolean(bool value);

    /// <summary>A number that any JSON reader keeps exactly, as a JSON number literal in UTF-8.</summary>
    void WriteNumber(ReadOnlySpan<byte> utf8);

    /// <summary>A 64-bit integer or a decimal in UTF-8, which a double would round: a string, unless the client asked otherwise.</summary>
    void WriteExactNumber(ReadOnlySpan<byte> utf8);

    /// <summary>Text in UTF-8, unescaped.</summary>
    void WriteText(ReadOnlySpan<byte> utf8);

    /// <summary>Bytes, to be written as base64.</summary>
    void WriteBytes(ReadOnlySpan<byte> value);

    /// <summary>Valid JSON in UTF-8, to be embedded as it is.</summary>
    void WriteJson(ReadOnlySpan<byte> utf8);

    /// <summary>Starts an array value; value calls up to <see cref="EndArray"/> are its elements.</summary>
    void BeginArray();

    /// <summary>Ends the innermost array.</summary>
    void EndArray();

    /// <summary>Ends the row; waits while the client reads more slowly than the server sends.</summary>
    ValueTask EndRowAsync(CancellationToken cancellationToken);
}
