using System.Text;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Protocol.Packets;

/// <summary>Reads ERR packets (protocol documentation, "ERR_Packet").</summary>
internal static class ErrorPacket
{
    private const string GeneralError = "HY000";
    private const int SqlStateLength = 5;
    private const int LongestMessage = 8 * 1024;

    public static ServerError Read(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        reader.Skip(1);
        var number = reader.ReadUInt16();
        var rest = reader.ReadRest();

        // Before the handshake nothing has been agreed on, and the state is left out.
        var sqlState = GeneralError;
        if (rest is [(byte)'#', ..] && rest.Length > SqlStateLength)
        {
            sqlState = Encoding.Latin1.GetString(rest.Slice(1, SqlStateLength));
            rest = rest[(1 + SqlStateLength)..];
        }

        return new ServerError(number, sqlState, Encoding.UTF8.GetString(rest[..Math.Min(rest.Length, LongestMessage)]));
    }
}
