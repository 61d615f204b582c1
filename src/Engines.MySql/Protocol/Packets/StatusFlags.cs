namespace CausalGateway.Engines.MySql.Protocol.Packets;

/// <summary>The server's status in OK and EOF packets, the flags that matter here.</summary>
[Flags]
internal enum StatusFlags : ushort
{
    None = 0,
    InTransaction = 1,
    MoreResults = 8,
    SessionStateChanged = 0x4000,
}
