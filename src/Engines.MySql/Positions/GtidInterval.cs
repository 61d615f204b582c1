using System.Globalization;

namespace CausalGateway.Engines.MySql.Positions;

/// <summary>Transaction numbers from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
internal readonly record struct GtidInterval(long First, long Last)
{
    /// <summary>The smallest number a transaction can have.</summary>
    public const long Smallest = 1;

    /// <summary>The largest number a transaction can have.</summary>
    public const long Largest = long.MaxValue - 1;

    /// <summary>As the server prints it: <c>7</c> or <c>1-5</c>.</summary>
    public override string ToString() => First == Last
        ? First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");
}
