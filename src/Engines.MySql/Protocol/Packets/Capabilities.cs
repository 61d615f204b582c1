namespace CausalGateway.Engines.MySql.Protocol.Packets;

/// <summary>What client and server can do (MySQL source documentation, "Capabilities Flags"; the upper half is MariaDB's own).</summary>
[Flags]
internal enum Capabilities : ulong
{
    None = 0,

    /// <summary>Set by MySQL. A server without it is MariaDB, which uses the reserved bytes of the handshake for its own flags.</summary>
    LongPassword = 1,

    /// <summary>An UPDATE counts the rows it found instead of those it changed.</summary>
    FoundRows = 1 << 1,

    LongFlag = 1 << 2,
    ConnectWithDatabase = 1 << 3,
    Protocol41 = 1 << 9,
    Tls = 1 << 11,
    Transactions = 1 << 13,
    SecureConnection = 1 << 15,
    MultiResults = 1 << 17,
    PreparedMultiResults = 1 << 18,
    PluginAuthentication = 1 << 19,
    ConnectionAttributes = 1 << 20,
    LengthEncodedAuthentication = 1 << 21,
    SessionTracking = 1 << 23,
    DeprecateEof = 1 << 24,

    /// <summary>MariaDB: columns name types beyond the codes (<c>json</c>, <c>uuid</c>).</summary>
    MariaDbExtendedMetadata = 1UL << 35,
}
