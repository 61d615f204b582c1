using System.Buffers.Binary;
using System.Text;

namespace CausalGateway.Engines.MySql.Protocol.Packets;

/// <summary>Collects packets to be sent in one write. Splits what is longer than a packet.</summary>
internal sealed class PayloadWriter
{
    private const int FirstCapacity = 1024;
    private const int KeptCapacity = 256 * 1024;

    private byte[] _buffer = new byte[FirstCapacity];
    private int _length;
    private int _packet;
    private byte _sequence;

    /// <summary>What has been written so far.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    /// <summary>Starts over; a buffer that one large statement made grow is let go.</summary>
    public void Clear()
    {
        if (_buffer.Length > KeptCapacity)
        {
            _buffer = new byte[FirstCapacity];
        }

        _length = 0;
    }

    public void BeginPacket(byte sequence)
    {
        _packet = _length;
        _sequence = sequence;
        Take(PacketHeader.Size);
    }

    /// <summary>Completes the packet, and cuts it into several if it has to be.</summary>
    /// <returns>The sequence number that the answer has.</returns>
    public byte EndPacket()
    {
        var payload = _length - _packet - PacketHeader.Size;
        var continued = payload / PacketHeader.LongestPayload;
        Take(continued * PacketHeader.Size);

        // From the last piece to the first, so that none is overwritten before it was moved.
        for (var piece = continued; piece >= 0; piece--)
        {
            var source = _packet + PacketHeader.Size + (piece * PacketHeader.LongestPayload);
            var header = _packet + (piece * (PacketHeader.LongestPayload + PacketHeader.Size));
            var length = Math.Min(payload - (piece * PacketHeader.LongestPayload), PacketHeader.LongestPayload);
            _buffer.AsSpan(source, length).CopyTo(_buffer.AsSpan(header + PacketHeader.Size));
            BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(header), length);
            _buffer[header + 3] = (byte)(_sequence + piece);
        }

        return (byte)(_sequence + continued + 1);
    }

    public void WriteByte(byte value) => Take(1)[0] = value;

    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(sizeof(ushort)), value);

    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(sizeof(uint)), value);

    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), value);

    public void WriteBytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void WriteText(string text) => Encoding.UTF8.GetBytes(text, Take(Encoding.UTF8.GetByteCount(text)));

    public void WriteTerminated(string text)
    {
        WriteText(text);
        WriteByte(0);
    }

    public void WriteLength(ulong value)
    {
        switch (value)
        {
            case < 0xfb:
                WriteByte((byte)value);
                break;
            case <= ushort.MaxValue:
                WriteByte(0xfc);
                WriteUInt16((ushort)value);
                break;
            case <= 0xff_ffff:
                WriteByte(0xfd);
                WriteUInt16((ushort)value);
                WriteByte((byte)(value >> 16));
                break;
            default:
                WriteByte(0xfe);
                WriteUInt64(value);
                break;
        }
    }

    public void WriteLengthEncoded(ReadOnlySpan<byte> bytes)
    {
        WriteLength((ulong)bytes.Length);
        WriteBytes(bytes);
    }

    public void WriteLengthEncoded(string text)
    {
        WriteLength((ulong)Encoding.UTF8.GetByteCount(text));
        WriteText(text);
    }

    /// <summary>Zeroed room for <paramref name="length"/> bytes, to be filled in before anything else is written.</summary>
    public Span<byte> WriteZeros(int length)
    {
        var zeros = Take(length);
        zeros.Clear();
        return zeros;
    }

    private Span<byte> Take(int length)
    {
        var needed = checked(_length + length);
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Math.Max((long)_buffer.Length * 2, needed), Array.MaxLength));
        }

        var taken = _buffer.AsSpan(_length, length);
        _length = needed;
        return taken;
    }
}
