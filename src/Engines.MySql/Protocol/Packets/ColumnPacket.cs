using System.Text;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Protocol.Packets;

/// <summary>Reads column definitions (protocol documentation, "Protocol::ColumnDefinition41").</summary>
internal static class ColumnPacket
{
    /// <summary>In front of the name: catalog, schema, table's alias, table.</summary>
    private const int NamesBefore = 4;

    private const byte ExtendedTypeName = 0;

    public static ServerColumn Read(ReadOnlySpan<byte> payload, bool extendedMetadata)
    {
        var reader = new PayloadReader(payload);
        for (var i = 0; i < NamesBefore; i++)
        {
            reader.ReadLengthEncoded();
        }

        var name = reader.ReadText();
        reader.ReadLengthEncoded(); // the column's own name
        var extendedType = extendedMetadata ? ReadExtendedType(reader.ReadLengthEncoded()) : null;
        reader.ReadLength(); // of the fixed part
        var collation = reader.ReadUInt16();
        var length = reader.ReadUInt32();
        var type = (ColumnType)reader.ReadByte();
        var flags = (ColumnFlags)reader.ReadUInt16();
        var decimals = reader.ReadByte();
        return new ServerColumn(name, type, flags, collation, length, decimals, extendedType);
    }

    private static string? ReadExtendedType(ReadOnlySpan<byte> metadata)
    {
        var reader = new PayloadReader(metadata);
        string? name = null;
        while (!reader.IsAtEnd)
        {
            // 0: the name of a type; 1: the name of a format, which is as good as a type (json).
            var kind = reader.ReadByte();
            var value = reader.ReadLengthEncoded();
            if (name is null || kind == ExtendedTypeName)
            {
                name = Encoding.UTF8.GetString(value);
            }
        }

        return name;
    }
}
