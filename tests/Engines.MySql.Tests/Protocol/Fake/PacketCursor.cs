using System.Text;

namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>Reads a client's packet; a client that does not keep to the protocol fails the test.</summary>
internal sealed class PacketCursor(byte[] packet, int position)
{
    private int _position = position;

    public bool AtEnd => _position == packet.Length;

    public byte Byte() => Bytes(1)[0];

    public byte[] Bytes(int length)
    {
        Assert.InRange(length, 0, packet.Length - _position);
        _position += length;
        return packet[(_position - length).._position];
    }

    public byte[] Rest() => Bytes(packet.Length - _position);

    public int Int2() => Byte() | Byte() << 8;

    public int Int4() => Int2() | Int2() << 16;

    public byte[] Blob() => Bytes(Byte() switch
    {
        0xFC => Int2(),
        0xFD => Int2() | Byte() << 16,
        < 251 and var length => length,
        var other => throw new Xunit.Sdk.XunitException($"A length that begins with {other:X2}."),
    });

    public string Terminated()
    {
        var end = Array.IndexOf(packet, (byte)0, _position);
        Assert.NotEqual(-1, end);
        var text = Encoding.UTF8.GetString(Bytes(end - _position));
        _position++;
        return text;
    }
}
