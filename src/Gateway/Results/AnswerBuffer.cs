using System.Buffers;

namespace CausalGateway.Gateway.Results;

/// <summary>
/// Where an answer is written: kept back at first, so that headers can still be set, then passed straight on to the response
/// once it outgrows a threshold; or, for a write, kept back to the end within a limit.
/// </summary>
/// <param name="response">The response; not started yet.</param>
/// <param name="streamFrom">How many bytes are kept back before the answer streams.</param>
/// <param name="start">Sets the headers of a streamed answer.</param>
internal sealed class AnswerBuffer(HttpResponse response, long streamFrom, Action<StreamedBody> start)
    : IBufferWriter<byte>, IDisposable
{
    private const int FirstSize = 4096;

    /// <summary>How much of a streamed answer is collected before it is sent, and the database may have to wait for the client.</summary>
    private const int PartSize = 32 * 1024;

    private readonly StreamedBody _streamed = new(response);
    private byte[] _kept = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _length;

    /// <summary>Set for a write: nothing is sent before <see cref="FinishAsync"/>, and the answer may not grow beyond this.</summary>
    public long? HoldBackLimit { get; set; }

    /// <summary>Whether bytes have gone out and nothing can be taken back any more.</summary>
    public bool IsStreaming { get; private set; }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _kept.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Takes back what was kept; only while nothing has gone out.</summary>
    public void Reset() => _length = 0;

    /// <summary>Called between rows: sends what is due, and waits while the client reads too slowly.</summary>
    public ValueTask RelayAsync(CancellationToken cancellationToken)
    {
        if (IsStreaming)
        {
            return _length < PartSize ? default : SendAsync(cancellationToken);
        }

        if (HoldBackLimit is { } limit)
        {
            return _length <= limit ? default : throw new AnswerTooLargeException();
        }

        return _length <= streamFrom ? default : StartStreamingAsync(cancellationToken);
    }

    /// <summary>
    /// Sends the rest. <paramref name="headers"/> is called if headers can still be set, else <paramref name="trailers"/>.
    /// </summary>
    public async ValueTask FinishAsync(
        Action headers, Func<IEnumerable<KeyValuePair<string, string>>> trailers, CancellationToken cancellationToken)
    {
        if (IsStreaming)
        {
            _streamed.Write(_kept.AsSpan(0, _length));
            _streamed.End(trailers());
        }
        else
        {
            headers();
            response.ContentLength = _length;
            response.BodyWriter.Write(_kept.AsSpan(0, _length));
        }

        await FlushAsync(cancellationToken);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_kept);
        _kept = [];
    }

    private ValueTask StartStreamingAsync(CancellationToken cancellationToken)
    {
        start(_streamed);
        IsStreaming = true;
        return SendAsync(cancellationToken);
    }

    private ValueTask SendAsync(CancellationToken cancellationToken)
    {
        _streamed.Write(_kept.AsSpan(0, _length));
        _length = 0;
        return FlushAsync(cancellationToken);
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        var result = await response.BodyWriter.FlushAsync(cancellationToken);
        if (result.IsCompleted)
        {
            throw new OperationCanceledException("The client no longer reads the answer.");
        }
    }

    private void Reserve(int sizeHint)
    {
        var needed = _length + Math.Max(sizeHint, 1);
        if (needed <= _kept.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * _kept.Length));
        _kept.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_kept);
        _kept = larger;
    }
}
