using CausalGateway.Abstractions;
using System.Text;

namespace CausalGateway.Engines.MySql.Tests.Support;

/// <summary>Writes down every call, and can be told to refuse.</summary>
internal sealed class RecordingSink : IResultSink
{
    private readonly List<string> _row = [];

    /// <summary>The columns, or null as long as no result was begun.</summary>
    public IReadOnlyList<ColumnDescription>? Columns { get; private set; }

    /// <summary>Each value call of a result, as <c>number 1</c>, <c>exact 12</c>, <c>text a</c>, <c>null</c>, <c>[</c>.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>The value calls of each finished row, behind their kind.</summary>
    public List<string[]> Rows { get; } = [];

    /// <summary>How many rows were ended.</summary>
    public long RowCount { get; private set; }

    /// <summary>The only value of the only row.</summary>
    public string Single => Assert.Single(Assert.Single(Rows));

    /// <summary>Whether rows are kept. Default: yes.</summary>
    public bool Keeps { get; init; } = true;

    /// <summary>Called with the number of each row that ends.</summary>
    public Func<long, ValueTask>? OnRow { get; init; }

    /// <summary>Called before each value.</summary>
    public Action? OnValue { get; init; }

    public ValueTask BeginResultAsync(IReadOnlyList<ColumnDescription> columns, CancellationToken cancellationToken)
    {
        Columns = columns;
        return ValueTask.CompletedTask;
    }

    public void BeginRow() => _row.Clear();

    public void WriteNull() => Add("null", "null");

    public void WriteBoolean(bool value) => Add("boolean", value ? "true" : "false");

    public void WriteNumber(ReadOnlySpan<byte> utf8) => Add("number", Encoding.UTF8.GetString(utf8));

    public void WriteExactNumber(ReadOnlySpan<byte> utf8) => Add("exact", Encoding.UTF8.GetString(utf8));

    public void WriteText(ReadOnlySpan<byte> utf8) => Add("text", Encoding.UTF8.GetString(utf8));

    public void WriteBytes(ReadOnlySpan<byte> value) => Add("bytes", Convert.ToBase64String(value));

    public void WriteJson(ReadOnlySpan<byte> utf8) => Add("json", Encoding.UTF8.GetString(utf8));

    public void BeginArray() => Add("[", "[");

    public void EndArray() => Add("]", "]");

    public ValueTask EndRowAsync(CancellationToken cancellationToken)
    {
        RowCount++;
        if (Keeps)
        {
            Rows.Add([.. _row]);
        }

        return OnRow?.Invoke(RowCount) ?? ValueTask.CompletedTask;
    }

    private void Add(string kind, string value)
    {
        OnValue?.Invoke();
        if (Keeps)
        {
            Calls.Add(kind == value ? kind : $"{kind} {value}");
            _row.Add(value);
        }
    }
}
