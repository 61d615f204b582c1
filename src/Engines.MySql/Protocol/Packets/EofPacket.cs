using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Protocol.Packets;

/// <summary>Reads EOF packets of servers that have not deprecated them (protocol documentation, "EOF_Packet").</summary>
internal static class EofPacket
{
    public static ServerReply Read(ReadOnlySpan<byte> payload, out StatusFlags status)
    {
        var reader = new PayloadReader(payload);
        reader.Skip(1);
        var warnings = reader.ReadUInt16();
        status = (StatusFlags)reader.ReadUInt16();
        return new ServerReply
        {
            Kind = ReplyKind.Ok,
            Warnings = warnings,
            MoreResults = status.HasFlag(StatusFlags.MoreResults),
            InTransaction = status.HasFlag(StatusFlags.InTransaction),
        };
    }
}
