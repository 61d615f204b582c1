namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>One change to bytes. The numbers may be anything: they are brought into range where they are used.</summary>
internal readonly record struct Mutation(MutationKind Kind, int Where, int Length, int Value)
{
    /// <summary>Bytes that mean something in many places, and lengths that are too large for where they stand.</summary>
    private static readonly byte[][] Meaningful =
    [
        [0], [1], [0x7F], [0x80], [0xFA], [0xFB], [0xFC], [0xFD], [0xFE], [0xFF],
        [0xFC, 0xFF, 0xFF], [0xFD, 0xFF, 0xFF, 0xFF], [0xFE, 0, 0, 0, 0x40, 0, 0, 0, 0],
        [0xFE, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0], [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
        [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
    ];

    /// <summary>The bytes changed; what is spliced in comes from <paramref name="other"/>.</summary>
    public byte[] Apply(byte[] bytes, byte[] other)
    {
        var at = bytes.Length == 0 ? 0 : Where % bytes.Length;
        var length = Math.Min(Length, bytes.Length - at);
        var meaningful = Meaningful[Value % Meaningful.Length];
        return Kind switch
        {
            MutationKind.Flip when bytes.Length > 0 => [.. bytes[..at], (byte)(bytes[at] ^ 1 << Value % 8), .. bytes[(at + 1)..]],
            MutationKind.Overwrite => [.. bytes[..at], .. meaningful, .. bytes[Math.Min(at + meaningful.Length, bytes.Length)..]],
            MutationKind.Insert => [.. bytes[..at], .. meaningful, .. bytes[at..]],
            MutationKind.Truncate => bytes[..at],
            MutationKind.Remove => [.. bytes[..at], .. bytes[(at + length)..]],
            MutationKind.Duplicate => [.. bytes[..(at + length)], .. bytes[at..]],
            MutationKind.Splice when other.Length > 0 =>
                [.. bytes[..at], .. other.Skip(Value % other.Length).Take(Length), .. bytes[(at + length)..]],
            _ => bytes,
        };
    }
}
