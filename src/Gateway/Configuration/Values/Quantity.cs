using System.Buffers;
using System.Globalization;

namespace CausalGateway.Gateway.Configuration;

/// <summary>The grammar that durations and sizes share: a number without sign, then its unit.</summary>
internal static class Quantity
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>
    /// Splits <c>1.5s</c> or <c>16 MiB</c> into number and unit; false if there is no number in front. The number is
    /// invariant: digits with at most one decimal point.
    /// </summary>
    public static bool TrySplit(string text, out decimal number, out string unit)
    {
        var trimmed = text.AsSpan().Trim();
        var end = trimmed.IndexOfAnyExcept(NumberCharacters);
        if (end < 0)
        {
            end = trimmed.Length;
        }

        unit = trimmed[end..].Trim().ToString();
        return decimal.TryParse(trimmed[..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>The product as a whole number; false if it has a fraction or does not fit.</summary>
    public static bool TryScale(decimal number, long factor, out long product)
    {
        product = 0;
        if (number > (decimal)long.MaxValue / factor)
        {
            return false;
        }

        var scaled = number * factor;
        if (!decimal.IsInteger(scaled))
        {
            return false;
        }

        product = (long)scaled;
        return true;
    }
}
