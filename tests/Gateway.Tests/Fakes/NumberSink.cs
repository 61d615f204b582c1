using System.Globalization;
using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Tests.Fakes;

/// <summary>Keeps the last number of a result.</summary>
internal sealed class NumberSink : IResultSink
{
    public int Number { get; private set; }

    public ValueTask BeginResultAsync(IReadOnlyList<ColumnDescription> columns, CancellationToken cancellationToken) => default;

    public void BeginRow()
    {
    }

    public void WriteNull() => throw new NotSupportedException();

    public void WriteBoolean(bool value) => throw new NotSupportedException();

    public void WriteNumber(ReadOnlySpan<byte> utf8) => WriteExactNumber(utf8);

    public void WriteExactNumber(ReadOnlySpan<byte> utf8) => Number = int.Parse(utf8, CultureInfo.InvariantCulture);

    public void WriteText(ReadOnlySpan<byte> utf8) => throw new NotSupportedException();

    public void WriteBytes(ReadOnlySpan<byte> value) => throw new NotSupportedException();

    public void WriteJson(ReadOnlySpan<byte> utf8) => throw new NotSupportedException();

    public void BeginArray() => throw new NotSupportedException();

    public void EndArray() => throw new NotSupportedException();

    public ValueTask EndRowAsync(CancellationToken cancellationToken) => default;
}
