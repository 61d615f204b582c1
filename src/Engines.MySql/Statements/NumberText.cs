using System.Globalization;

namespace CausalGateway.Engines.MySql.Statements;

/// <summary>A decimal number of any size, taken apart: its value is <c>Digits / 10^Scale</c>. Nothing is rounded.</summary>
/// <param name="IsNegative">Whether a minus stands in front.</param>
/// <param name="Digits">The digits from the first that is not 0; empty for zero.</param>
/// <param name="Scale">How many of the digits stand behind the point; negative where zeros follow the digits.</param>
internal readonly record struct NumberText(bool IsNegative, string Digits, int Scale)
{
    /// <summary>What DECIMAL holds on MySQL (manual, 13.1.3); MariaDB's has more behind the point.</summary>
    private const int MostDigits = 65;

    private const int MostBehindPoint = 30;

    /// <summary>What DOUBLE holds is between 1e-324 and 1e309, with some room.</summary>
    private const int LargestMagnitude = 400;

    /// <summary>Far beyond what digits in front of it can make up for.</summary>
    private const int LargestExponent = 500_000_000;

    /// <summary>Whether the value is 0.</summary>
    public bool IsZero => Digits.Length == 0;

    /// <summary>Reads digits with an optional sign, point and exponent.</summary>
    public static bool TryParse(string text, out NumberText number)
    {
        number = default;
        var at = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0;
        var whole = at;
        at = EndOfDigits(text, at);
        var digits = text[whole..at];
        var scale = 0;
        if (at < text.Length && text[at] == '.')
        {
            var fraction = at + 1;
            at = EndOfDigits(text, fraction);
            scale = at - fraction;
            digits += text[fraction..at];
        }

        if (digits.Length == 0 || !TryExponent(text, at, out var exponent))
        {
            return false;
        }

        digits = digits.TrimStart('0');
        number = new NumberText(digits.Length > 0 && text[0] == '-', digits, scale - exponent);
        return true;
    }

    /// <summary>The value as a signed integer, if it is one.</summary>
    public bool TryInt64(out long value)
    {
        value = 0;
        return IntegerDigits() is { } digits
            && long.TryParse(
                IsNegative ? "-" + digits : digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The value as an unsigned integer, if it is one.</summary>
    public bool TryUInt64(out ulong value)
    {
        value = 0;
        return !IsNegative
            && IntegerDigits() is { } digits
            && ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The value as digits with a point, or null if DECIMAL cannot hold it exactly.</summary>
    public string? ToDecimal()
    {
        var digits = Digits;
        var scale = Scale;
        if (scale > MostBehindPoint)
        {
            var kept = digits.TrimEnd('0');
            var dropped = Math.Min(digits.Length - kept.Length, scale - MostBehindPoint);
            digits = digits[..^dropped];
            scale = IsZero ? MostBehindPoint : scale - dropped;
        }

        if (scale > MostBehindPoint || digits.Length - Math.Min(scale, 0) > MostDigits)
        {
            return IsZero ? "0" : null;
        }

        var sign = IsNegative ? "-" : "";
        if (scale <= 0)
        {
            return IsZero ? "0" : sign + digits + new string('0', -scale);
        }

        digits = digits.PadLeft(scale + 1, '0');
        return $"{sign}{digits.AsSpan(0, digits.Length - scale)}.{digits.AsSpan(digits.Length - scale)}";
    }

    /// <summary>The nearest number in floating point, or null if it is too large or too small to be one.</summary>
    public double? ToDouble()
    {
        if (IsZero)
        {
            return 0;
        }

        var magnitude = Digits.Length - Scale;
        if (Math.Abs(magnitude) > LargestMagnitude)
        {
            return null;
        }

        var value = double.Parse($"{(IsNegative ? "-" : "")}0.{Digits}E{magnitude}", CultureInfo.InvariantCulture);
        return double.IsFinite(value) && value != 0 ? value : null;
    }

    /// <summary>The number in floating point that is written with the same digits, or null if none is.</summary>
    public double? ToSameDouble() =>
        ToDouble() is { } value
        && TryParse(value.ToString("R", CultureInfo.InvariantCulture), out var back)
        && back.Normalized() == Normalized()
            ? value
            : null;

    private static int EndOfDigits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>What stands behind the digits: nothing, or an exponent. Out of all types' reach it is not told exactly.</summary>
    private static bool TryExponent(string text, int at, out int exponent)
    {
        exponent = 0;
        if (at == text.Length)
        {
            return true;
        }

        var start = at + 1;
        if (text[at] is not ('e' or 'E') || start == text.Length)
        {
            return false;
        }

        var negative = text[start] == '-';
        start += text[start] is '-' or '+' ? 1 : 0;
        if (start == text.Length || EndOfDigits(text, start) != text.Length)
        {
            return false;
        }

        for (at = start; at < text.Length; at++)
        {
            exponent = Math.Min((exponent * 10) + text[at] - '0', LargestExponent);
        }

        exponent = negative ? -exponent : exponent;
        return true;
    }

    private NumberText Normalized()
    {
        var kept = Digits.TrimEnd('0');
        return new NumberText(IsNegative, kept, IsZero ? 0 : Scale - (Digits.Length - kept.Length));
    }

    /// <summary>The digits of a whole number that may fit into 64 bits, without sign.</summary>
    private string? IntegerDigits()
    {
        const int most = 20;
        var (_, digits, scale) = Normalized();
        if (digits.Length == 0)
        {
            return "0";
        }

        return scale > 0 || digits.Length - scale > most ? null : digits + new string('0', -scale);
    }
}
