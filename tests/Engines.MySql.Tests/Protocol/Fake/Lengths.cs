namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>Length-encoded numbers larger than anything that could follow them.</summary>
internal static class Lengths
{
    /// <summary>2^64-1.</summary>
    public static byte[] Huge { get; } = [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];

    /// <summary>2^63: negative for whoever thinks it signed.</summary>
    public static byte[] Negative { get; } = [0xFE, 0, 0, 0, 0, 0, 0, 0, 0x80];

    /// <summary>2^31: negative for whoever takes 32 bits of it.</summary>
    public static byte[] Large { get; } = [0xFE, 0, 0, 0, 0x80, 0, 0, 0, 0];
}
