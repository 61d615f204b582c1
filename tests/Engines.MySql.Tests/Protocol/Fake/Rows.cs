using System.Text;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>The packets of a result with rows.</summary>
internal static class Rows
{
    public static byte[] ColumnCount(ulong count) => new PacketBuilder().LengthEncoded(count).ToArray();

    /// <summary>The definition of a column; <paramref name="extended"/> is MariaDB's part, where it is agreed on.</summary>
    public static byte[] Column(
        string name,
        ColumnType type = ColumnType.VarString,
        ColumnFlags flags = ColumnFlags.None,
        int collation = 255,
        uint length = 1024,
        byte decimals = 0,
        byte[]? extended = null)
    {
        var packet = new PacketBuilder().Text("def").Text("shop").Text("t").Text("t").Text(name).Text(name);
        if (extended is not null)
        {
            packet.Blob(extended);
        }

        return packet
            .Byte(0x0C)
            .Int2(collation)
            .Int4(length)
            .Byte((int)type)
            .Int2((int)flags)
            .Byte(decimals)
            .Int2(0)
            .ToArray();
    }

    /// <summary>A row of the text protocol.</summary>
    public static byte[] Text(params ReadOnlySpan<string?> values)
    {
        var packet = new PacketBuilder();
        foreach (var value in values)
        {
            _ = value is null ? packet.Byte(0xFB) : packet.Text(value);
        }

        return packet.ToArray();
    }

    /// <summary>A row of the binary protocol: each value in its own binary form, null for NULL.</summary>
    public static byte[] Binary(params ReadOnlySpan<byte[]?> values)
    {
        var nulls = new byte[(values.Length + 9) / 8];
        for (var column = 0; column < values.Length; column++)
        {
            if (values[column] is null)
            {
                nulls[(column + 2) / 8] |= (byte)(1 << (column + 2) % 8);
            }
        }

        var packet = new PacketBuilder().Byte(0).Bytes(nulls);
        foreach (var value in values)
        {
            packet.Bytes(value);
        }

        return packet.ToArray();
    }

    /// <summary>A text in the binary protocol.</summary>
    public static byte[] BinaryText(string value) => new PacketBuilder().Blob(Encoding.UTF8.GetBytes(value)).ToArray();

    /// <summary>The packets of a whole result of text columns.</summary>
    public static byte[][] Result(bool eof, string[] columns, string?[][] rows, byte[]? end = null) =>
    [
        ColumnCount((ulong)columns.Length),
        .. columns.Select(name => Column(name)),
        .. eof ? [Packets.Eof()] : Array.Empty<byte[]>(),
        .. rows.Select(row => Text(row)),
        end ?? (eof ? Packets.Eof() : Packets.End()),
    ];
}
