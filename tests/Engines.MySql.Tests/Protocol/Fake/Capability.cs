namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>The capability bits, by the documentation's names; those above 32 bits are MariaDB's.</summary>
[Flags]
internal enum Capability : ulong
{
    None = 0,
    LongPassword = 1,
    FoundRows = 1 << 1,
    LongFlag = 1 << 2,
    ConnectWithDb = 1 << 3,
    NoSchema = 1 << 4,
    Compress = 1 << 5,
    LocalFiles = 1 << 7,
    Protocol41 = 1 << 9,
    Ssl = 1 << 11,
    Transactions = 1 << 13,
    SecureConnection = 1 << 15,
    MultiStatements = 1 << 16,
    MultiResults = 1 << 17,
    PsMultiResults = 1 << 18,
    PluginAuth = 1 << 19,
    ConnectAttributes = 1 << 20,
    PluginAuthLengthEncoded = 1 << 21,
    ExpiredPasswords = 1 << 22,
    SessionTrack = 1 << 23,
    DeprecateEof = 1 << 24,
    OptionalMetadata = 1 << 25,
    Zstandard = 1 << 26,
    QueryAttributes = 1 << 27,
    MultiFactor = 1 << 28,
    Progress = 1UL << 32,
    Bulk = 1UL << 34,
    ExtendedMetadata = 1UL << 35,
    CacheMetadata = 1UL << 36,

    /// <summary>What MySQL 9 announces without TLS.</summary>
    MySql = LongPassword | FoundRows | LongFlag | ConnectWithDb | NoSchema | Compress | LocalFiles | Protocol41
        | Transactions | SecureConnection | MultiStatements | MultiResults | PsMultiResults | PluginAuth
        | ConnectAttributes | PluginAuthLengthEncoded | ExpiredPasswords | SessionTrack | DeprecateEof
        | OptionalMetadata | Zstandard | QueryAttributes | MultiFactor,

    /// <summary>What MariaDB announces without TLS: not the first bit, and bits of its own.</summary>
    MariaDb = FoundRows | LongFlag | ConnectWithDb | NoSchema | Compress | LocalFiles | Protocol41 | Transactions
        | SecureConnection | MultiStatements | MultiResults | PsMultiResults | PluginAuth | ConnectAttributes
        | PluginAuthLengthEncoded | ExpiredPasswords | SessionTrack | DeprecateEof | Progress | Bulk
        | ExtendedMetadata | CacheMetadata,
}
