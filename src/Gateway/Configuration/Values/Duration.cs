using System.Globalization;

namespace CausalGateway.Gateway.Configuration;

/// <summary>
/// Durations as people write them: <c>100ms</c>, <c>1.5s</c>, <c>2m</c>, <c>1h</c>, <c>7d</c>, a plain <c>0</c>, or TimeSpan's
/// own
/// <c>[d.]hh:mm:ss[.fffffff]</c>. Never negative.
/// </summary>
internal static class Duration
{
    /// <summary>What a message says of the accepted forms.</summary>
    public const string Forms = "100ms, 1.5s, 2m, 1h, 7d or hh:mm:ss";

    private static readonly (string Name, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>
    /// Reads a duration. A number without a unit is refused unless it is zero: TimeSpan would take <c>5</c> for five days.
    /// </summary>
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = TimeSpan.Zero;
        if (text.Contains(':', StringComparison.Ordinal))
        {
            return text.Count(c => c == ':') == 2
                && TimeSpan.TryParseExact(text.Trim(), "c", CultureInfo.InvariantCulture, out value)
                && value >= TimeSpan.Zero;
        }

        if (!Quantity.TrySplit(text, out var number, out var unit))
        {
            return false;
        }

        if (unit.Length == 0)
        {
            return number == 0;
        }

        var ticksPerUnit = Array.Find(Units, u => u.Name == unit).Ticks;
        if (ticksPerUnit == 0 || !Quantity.TryScale(number, ticksPerUnit, out var ticks))
        {
            return false;
        }

        value = TimeSpan.FromTicks(ticks);
        return true;
    }

    /// <summary>The shortest exact form, which <see cref="TryParse"/> reads back to the same duration.</summary>
    public static string Format(TimeSpan value)
    {
        if (value == TimeSpan.Zero)
        {
            return "0";
        }

        var unit = Array.Find(Units, u => value.Ticks % u.Ticks == 0);
        return unit.Ticks == 0
            ? value.ToString("c", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / unit.Ticks}{unit.Name}");
    }
}
