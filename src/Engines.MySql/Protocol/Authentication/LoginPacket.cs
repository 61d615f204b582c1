using System.Globalization;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Protocol.Packets;

namespace CausalGateway.Engines.MySql.Protocol.Authentication;

/// <summary>Writes the client's side of the handshake (protocol documentation, "Protocol::HandshakeResponse41").</summary>
internal static class LoginPacket
{
    private const uint LongestPacket = 1 << 30;
    private const byte Utf8Mb4GeneralCi = 45;
    private const byte Utf8Mb40900AiCi = 255;
    private const int Reserved = 19;

    private const Capabilities Wanted = Capabilities.LongPassword | Capabilities.FoundRows | Capabilities.LongFlag
        | Capabilities.Protocol41 | Capabilities.Transactions | Capabilities.SecureConnection | Capabilities.MultiResults
        | Capabilities.PreparedMultiResults | Capabilities.PluginAuthentication | Capabilities.ConnectionAttributes
        | Capabilities.LengthEncodedAuthentication | Capabilities.SessionTracking | Capabilities.DeprecateEof
        | Capabilities.MariaDbExtendedMetadata;

    /// <summary>What both sides can do, of what this client wants.</summary>
    public static Capabilities Agree(Handshake handshake, ConnectionTarget target, bool tls)
    {
        var agreed = handshake.Capabilities & Wanted;
        if (!string.IsNullOrEmpty(target.Database))
        {
            agreed |= Capabilities.ConnectWithDatabase;
        }

        return tls ? agreed | Capabilities.Tls : agreed;
    }

    /// <summary>The part that asks for encryption, before anything of value has been said.</summary>
    public static void WriteTlsRequest(PayloadWriter writer, Handshake handshake, Capabilities agreed)
    {
        writer.WriteUInt32((uint)agreed);
        writer.WriteUInt32(LongestPacket);
        writer.WriteByte(handshake.IsMariaDb ? Utf8Mb4GeneralCi : Utf8Mb40900AiCi);
        writer.WriteZeros(Reserved);
        // Zeros towards MySQL: its flags end at 32.
        writer.WriteUInt32((uint)((ulong)agreed >> 32));
    }

    public static void Write(
        PayloadWriter writer,
        Handshake handshake,
        Capabilities agreed,
        ConnectionTarget target,
        string method,
        ReadOnlySpan<byte> proof)
    {
        WriteTlsRequest(writer, handshake, agreed);
        writer.WriteTerminated(target.User);
        if (agreed.HasFlag(Capabilities.LengthEncodedAuthentication))
        {
            writer.WriteLengthEncoded(proof);
        }
        else
        {
            writer.WriteByte((byte)proof.Length);
            writer.WriteBytes(proof);
        }

        if (agreed.HasFlag(Capabilities.ConnectWithDatabase))
        {
            writer.WriteTerminated(target.Database!);
        }

        writer.WriteTerminated(method);
        if (agreed.HasFlag(Capabilities.ConnectionAttributes))
        {
            WriteAttributes(writer, target);
        }
    }

    private static void WriteAttributes(PayloadWriter writer, ConnectionTarget target)
    {
        var attributes = new PayloadWriter();
        Add("_client_name", "causalgateway");
        Add("_client_version", typeof(LoginPacket).Assembly.GetName().Version!.ToString(3));
        Add("_pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        Add("program_name", target.ProgramName);
        writer.WriteLengthEncoded(attributes.Written.Span);

        void Add(string name, string value)
        {
            attributes.WriteLengthEncoded(name);
            attributes.WriteLengthEncoded(value);
        }
    }
}
