using System.Globalization;

namespace CausalGateway.Gateway.Configuration;

/// <summary>
/// Sizes as people write them: <c>100MB</c> (powers of 1000), <c>16MiB</c> (powers of 1024), or plain bytes. The case of the unit
/// does not matter.
/// </summary>
internal static class ByteSize
{
    /// <summary>What a message says of the accepted forms.</summary>
    public const string Forms = "100MB, 16MiB, 64KiB or plain bytes";

    private static readonly (string Name, long Bytes)[] Units =
    [
        ("GiB", 1L << 30),
        ("GB", 1_000_000_000),
        ("MiB", 1L << 20),
        ("MB", 1_000_000),
        ("KiB", 1L << 10),
        ("KB", 1_000),
        ("B", 1),
    ];

    /// <summary>Reads a size; false if it is not one, not a whole number of bytes, or does not fit.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        if (!Quantity.TrySplit(text, out var number, out var unit))
        {
            return false;
        }

        var bytesPerUnit = unit.Length == 0
            ? 1
            : Array.Find(Units, u => u.Name.Equals(unit, StringComparison.OrdinalIgnoreCase)).Bytes;
        return bytesPerUnit != 0 && Quantity.TryScale(number, bytesPerUnit, out bytes);
    }

    /// <summary>
    /// The size in its largest binary unit that is exact, else plain bytes; <see cref="TryParse"/> reads it back.
    /// </summary>
    public static string Format(long bytes)
    {
        var unit = bytes == 0 ? default : Array.Find(Units, u => u.Bytes > 1 && long.IsPow2(u.Bytes) && bytes % u.Bytes == 0);
        return unit.Bytes == 0
            ? bytes.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / unit.Bytes}{unit.Name}");
    }
}
