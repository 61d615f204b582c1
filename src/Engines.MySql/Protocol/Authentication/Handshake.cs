using System.Text;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Protocol.Packets;

namespace CausalGateway.Engines.MySql.Protocol.Authentication;

/// <summary>What a server says first (protocol documentation, "Protocol::HandshakeV10").</summary>
internal sealed record Handshake
{
    /// <summary>Bytes of nonce that every method of authentication works with.</summary>
    public const int NonceLength = 20;

    private const byte Version10 = 10;
    private const int FirstNoncePart = 8;
    private const int ReservedLength = 6;

    /// <summary>MariaDB once put this in front of its version for replicas that could not read it otherwise.</summary>
    private const string MariaDbPrefix = "5.5.5-";

    public required string ServerVersion { get; init; }

    public required uint ThreadId { get; init; }

    public required Capabilities Capabilities { get; init; }

    /// <summary>What the password is mixed with; as long as <see cref="NonceLength"/>.</summary>
    public required byte[] Nonce { get; init; }

    /// <summary>The server's default method of authentication.</summary>
    public required string Method { get; init; }

    /// <summary>MariaDB announces itself by its version and by the flag that only MySQL sets.</summary>
    public bool IsMariaDb => ServerVersion.Contains("MariaDB", StringComparison.OrdinalIgnoreCase);

    public static Handshake Read(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        var version = reader.ReadByte();
        if (version != Version10)
        {
            throw new DriverException(
                DriverFailure.Unsupported, $"The server speaks version {version} of the protocol; only version 10 is supported.");
        }

        var serverVersion = Encoding.Latin1.GetString(reader.ReadTerminated());
        var threadId = reader.ReadUInt32();
        var firstPart = reader.ReadBytes(FirstNoncePart);
        reader.Skip(1);
        ulong capabilities = reader.ReadUInt16();
        reader.Skip(sizeof(byte) + sizeof(ushort)); // character set, status
        capabilities |= (ulong)reader.ReadUInt16() << 16;
        var nonceLength = reader.ReadByte();
        reader.Skip(ReservedLength);
        var extended = reader.ReadUInt32();
        if (!((Capabilities)capabilities).HasFlag(Capabilities.LongPassword))
        {
            capabilities |= (ulong)extended << 32;
        }

        Require((Capabilities)capabilities);
        var nonce = new byte[NonceLength];
        firstPart.CopyTo(nonce);
        var secondPart = reader.ReadBytes(Math.Max(NonceLength - FirstNoncePart + 1, nonceLength - FirstNoncePart));
        secondPart[..(NonceLength - FirstNoncePart)].CopyTo(nonce.AsSpan(FirstNoncePart));
        return new Handshake
        {
            ServerVersion = serverVersion.StartsWith(MariaDbPrefix, StringComparison.Ordinal)
                ? serverVersion[MariaDbPrefix.Length..]
                : serverVersion,
            ThreadId = threadId,
            Capabilities = (Capabilities)capabilities,
            Nonce = nonce,
            Method = Encoding.Latin1.GetString(reader.ReadTerminated()),
        };
    }

    private static void Require(Capabilities offered)
    {
        const Capabilities needed = Capabilities.Protocol41 | Capabilities.SecureConnection | Capabilities.PluginAuthentication
            | Capabilities.MultiResults | Capabilities.PreparedMultiResults;
        if ((offered & needed) != needed)
        {
            throw new DriverException(
                DriverFailure.Unsupported,
                "The server's protocol is too old: MySQL 5.7 or MariaDB 10.2 are the oldest that are understood.");
        }
    }
}
