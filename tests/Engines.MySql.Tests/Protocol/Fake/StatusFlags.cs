namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>The status flags of OK and EOF packets.</summary>
[Flags]
internal enum StatusFlags : ushort
{
    None = 0,
    InTransaction = 1,
    AutoCommit = 2,
    MoreResults = 8,
    SessionStateChanged = 1 << 14,
}
