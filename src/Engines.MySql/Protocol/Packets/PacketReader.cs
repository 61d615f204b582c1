using System.Net.Sockets;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Protocol.Packets;

/// <summary>
/// Cuts the bytes of a stream into payloads and checks their order. Holds one payload at a time; memory grows with the bytes
/// that have come, never with a length that was only claimed.
/// </summary>
internal sealed class PacketReader(Stream stream)
{
    /// <summary>The longest payload that is taken, 128 MiB: what comes in rows is handed on a row at a time.</summary>
    public const int LongestPayload = 128 * 1024 * 1024;

    private const int FirstCapacity = 16 * 1024;
    private const int KeptCapacity = 1024 * 1024;

    private byte[] _buffer = new byte[FirstCapacity];
    private int _start;
    private int _end;
    private int _payload;
    private int _payloadLength;
    private byte _sequence;

    /// <summary>The payload that was read last. Valid until the next read.</summary>
    public ReadOnlySpan<byte> Payload => _buffer.AsSpan(_payload, _payloadLength);

    /// <summary>The sequence number that the next packet must have.</summary>
    public byte NextSequence => _sequence;

    /// <summary>Whether bytes are there that nobody has asked for yet.</summary>
    public bool HasMore => _end > _start;

    /// <summary>What comes next starts with this sequence number: the answer to another command.</summary>
    public void Expect(byte sequence)
    {
        _sequence = sequence;
        if (_buffer.Length > KeptCapacity && _start == _end)
        {
            _buffer = new byte[FirstCapacity];
            (_start, _end, _payload, _payloadLength) = (0, 0, 0, 0);
        }
    }

    /// <summary>Reads from another stream from here on: the same connection, secured.</summary>
    public void Continue(Stream secured)
    {
        if (HasMore)
        {
            // Whoever put bytes in front of the handshake of TLS wants them to be taken for what comes after it.
            throw ProtocolError.Malformed("bytes before the encryption had begun");
        }

        stream = secured;
    }

    /// <summary>Reads the next payload. Completes at once if it has come already.</summary>
    /// <exception cref="DriverException">The stream ended or broke, or what came is no packet.</exception>
    public ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        if (_end - _start >= PacketHeader.Size)
        {
            var length = LengthAt(_start);
            if (length < PacketHeader.LongestPayload && _end - _start - PacketHeader.Size >= length)
            {
                CheckSequence(_start);
                (_payload, _payloadLength) = (_start + PacketHeader.Size, length);
                _start += PacketHeader.Size + length;
                return default;
            }
        }

        return ReadMoreAsync(cancellationToken);
    }

    private async ValueTask ReadMoreAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        int length;
        do
        {
            await FillAsync(total + PacketHeader.Size + (total == 0 ? 0 : PacketHeader.Size), cancellationToken);
            // Behind the first piece its header stays; those of the others are squeezed out.
            var header = total == 0 ? _start : _start + PacketHeader.Size + total;
            length = LengthAt(header);
            CheckSequence(header);
            if (total > LongestPayload - length)
            {
                throw new DriverException(
                    DriverFailure.Protocol, $"The server sent more than {LongestPayload >> 20} MiB in one piece.");
            }

            await FillAsync(header - _start + PacketHeader.Size + length, cancellationToken);
            if (total > 0)
            {
                header = _start + PacketHeader.Size + total;
                Buffer.BlockCopy(_buffer, header + PacketHeader.Size, _buffer, header, _end - header - PacketHeader.Size);
                _end -= PacketHeader.Size;
            }

            total += length;
        }
        while (length == PacketHeader.LongestPayload);

        (_payload, _payloadLength) = (_start + PacketHeader.Size, total);
        _start += PacketHeader.Size + total;
    }

    /// <summary>Receives until at least <paramref name="count"/> bytes are there from <see cref="_start"/> on.</summary>
    private async ValueTask FillAsync(int count, CancellationToken cancellationToken)
    {
        while (_end - _start < count)
        {
            MakeRoom(count);
            int received;
            try
            {
                received = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                throw new DriverException(DriverFailure.Lost, "The connection to the server broke.", e);
            }

            if (received == 0)
            {
                throw new DriverException(DriverFailure.Lost, "The server closed the connection.");
            }

            _end += received;
        }
    }

    /// <summary>Room for at least one more byte of <paramref name="count"/>: doubles, so that only bytes that came cost memory.</summary>
    private void MakeRoom(int count)
    {
        if (_start > 0 && (_start == _end || _buffer.Length - _start < count))
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }

    private int LengthAt(int header) => _buffer[header] | (_buffer[header + 1] << 8) | (_buffer[header + 2] << 16);

    private void CheckSequence(int header)
    {
        if (_buffer[header + 3] != _sequence)
        {
            throw ProtocolError.Malformed("a packet out of order");
        }

        _sequence++;
    }
}
