using System.Text;

namespace CausalGateway.Engines.Conformance.Support;

/// <summary>Writes down what an engine hands out, each value behind its kind: <c>number 1</c>, <c>text a</c>, <c>null</c>.</summary>
internal sealed class RecordingSink : IResultSink
{
    private readonly List<string> _row = [];

    /// <summary>The columns, or null as long as no result was begun.</summary>
    public IReadOnlyList<ColumnDescription>? Columns { get; private set; }

    /// <summary>The values of each finished row, each behind its kind.</summary>
    public List<string[]> Rows { get; } = [];

    /// <summary>How many rows were ended.</summary>
    public long RowCount { get; private set; }

    /// <summary>How many value calls there were, also of a row that was not finished.</summary>
    public long ValueCount { get; private set; }

    /// <summary>The only value of the only row, without its kind.</summary>
    public string Single
    {
        get
        {
            var value = Assert.Single(Assert.Single(Rows));
            return value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        }
    }

    /// <summary>Whether rows are kept. Default: yes.</summary>
    public bool Keeps { get; init; } = true;

    /// <summary>Called with the number of each row that ends.</summary>
    public Func<long, ValueTask>? OnRow { get; init; }

    public ValueTask BeginResultAsync(IReadOnlyList<ColumnDescription> columns, CancellationToken cancellationToken)
    {
        Columns = columns;
        return ValueTask.CompletedTask;
    }

    public void BeginRow() => _row.Clear();

    public void WriteNull() => Add("null", default);

    public void WriteBoolean(bool value) => Add("boolean", value ? "true"u8 : "false"u8);

    public void WriteNumber(ReadOnlySpan<byte> utf8) => Add("number", utf8);

    public void WriteExactNumber(ReadOnlySpan<byte> utf8) => Add("exact", utf8);

    public void WriteText(ReadOnlySpan<byte> utf8) => Add("text", utf8);

    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        ValueCount++;
        if (Keeps)
        {
            _row.Add($"bytes {Convert.ToBase64String(value)}");
        }
    }

    public void WriteJson(ReadOnlySpan<byte> utf8) => Add("json", utf8);

    public void BeginArray() => Add("[", default);

    public void EndArray() => Add("]", default);

    public ValueTask EndRowAsync(CancellationToken cancellationToken)
    {
        RowCount++;
        if (Keeps)
        {
            Rows.Add([.. _row]);
        }

        return OnRow?.Invoke(RowCount) ?? ValueTask.CompletedTask;
    }

    private void Add(string kind, ReadOnlySpan<byte> value)
    {
        ValueCount++;
        if (Keeps)
        {
            _row.Add(kind is "null" or "[" or "]" ? kind : $"{kind} {Encoding.UTF8.GetString(value)}");
        }
    }
}
