using System.Buffers;
using System.Buffers.Binary;

namespace CausalGateway.Gateway.Sessions;

/// <summary>Writes a binary form into a pooled buffer that grows. Not thread-safe; disposing it returns the buffer.</summary>
/// <remarks>
/// A block is a length (base 128, low groups first) and its content. A block may be written without knowing its length first,
/// and blocks may be nested.
/// </remarks>
internal sealed class PooledByteWriter : IBufferWriter<byte>, IDisposable
{
    private const int InitialCapacity = 256;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialCapacity);
    private int _written;

    /// <summary>Everything written so far; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _written);

    public void WriteByte(byte value)
    {
        GetSpan(1)[0] = value;
        _written++;
    }

    public void WriteUInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(GetSpan(sizeof(ulong)), value);
        _written += sizeof(ulong);
    }

    public void WriteUInt128(UInt128 value)
    {
        BinaryPrimitives.WriteUInt128LittleEndian(GetSpan(16), value);
        _written += 16;
    }

    public void WriteBlock(ReadOnlySpan<byte> content)
    {
        var block = BeginBlock();
        this.Write(content);
        EndBlock(block);
    }

    /// <summary>Begins a block; what is written next is its content, until <see cref="EndBlock"/> is given the answer.</summary>
    public int BeginBlock()
    {
        WriteByte(0);
        return _written;
    }

    public void EndBlock(int start)
    {
        var length = _written - start;
        var more = 0;
        for (var rest = length >> 7; rest > 0; rest >>= 7)
        {
            more++;
        }

        if (more > 0)
        {
            // One byte was set aside for the length, which is enough for all but long GTID sets.
            _ = GetSpan(more);
            _buffer.AsSpan(start, length).CopyTo(_buffer.AsSpan(start + more));
            _written += more;
        }

        for (var at = start - 1; more >= 0; at++, more--, length >>= 7)
        {
            _buffer[at] = (byte)((length & 0x7F) | (more > 0 ? 0x80 : 0));
        }
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length - _written);
        _written += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureFree(sizeHint);
        return _buffer.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureFree(sizeHint);
        return _buffer.AsSpan(_written);
    }

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _written = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void EnsureFree(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var needed = checked(_written + Math.Max(count, 1));
        if (needed <= _buffer.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Max(needed, Math.Min(2L * _buffer.Length, Array.MaxLength)));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
