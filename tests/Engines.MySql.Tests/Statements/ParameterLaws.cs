using System.Globalization;
using System.Numerics;
using System.Text;
using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Statements;
using CausalGateway.Engines.MySql.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace CausalGateway.Engines.MySql.Tests.Statements;

/// <summary>What holds for numbers and times of any form, checked by arithmetic of the tests' own.</summary>
public sealed class ParameterLaws
{
    private const string Seconds = "yyyy-MM-dd HH:mm:ss";

    private static readonly Gen<string> Digits =
        from length in Gen.Frequency((6, Gen.Choose(1, 18)), (2, Gen.Choose(19, 40)), (1, Gen.Choose(60, 90)))
        from digits in Gen.Frequency((3, Gen.Choose(0, 9)), (1, Gen.Constant(0)), (1, Gen.Constant(9))).ArrayOf(length)
        select string.Concat(digits);

    /// <summary>Numbers as JSON writes them.</summary>
    private static readonly Arbitrary<string> Numbers = (
        from sign in Gen.Elements("", "", "-")
        from whole in Gen.Frequency((1, Gen.Constant("0")), (3, Digits.Select(digits => BigInteger.Parse(digits, null).ToString(null, null))))
        from fraction in Gen.Frequency((2, Gen.Constant("")), (1, Digits.Select(digits => "." + digits)))
        from exponent in Gen.Frequency(
            (3, Gen.Constant("")),
            (1, from letter in Gen.Elements("e", "E", "e+", "e-")
                from value in Gen.Frequency((4, Gen.Choose(0, 40)), (1, Gen.Choose(250, 400)))
                select letter + value))
        select sign + whole + fraction + exponent).ToArbitrary();

    private static readonly Arbitrary<DateTimeOffset> Moments = (
        from day in Gen.Choose(400, 3_600_000)
        from second in Gen.Choose(0, 86_399)
        from ticks in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 999_999).Select(n => n * 10), Gen.Choose(0, 9_999_999))
        from offset in Gen.Choose(-14 * 60, 14 * 60)
        select new DateTimeOffset(
            DateTime.MinValue.AddDays(day).AddSeconds(second).AddTicks(ticks), TimeSpan.FromMinutes(offset))).ToArbitrary();

    [Fact]
    public void Bind_NumberOfNoStatedType_KeepsItsValueOrIsRefused() => Prop.ForAll(
        Numbers, text => Bind(text, null) is not { } bound || ValueOf(WrittenAs(bound)) == ValueOf(text)).Holds();

    [Fact]
    public void Bind_NumberThatDecimalHolds_IsNotRefused() => Prop.ForAll(Numbers, text =>
    {
        var (digits, exponent) = ValueOf(text);
        var length = BigInteger.Abs(digits).ToString(null, null).Length;
        var fits = exponent >= 0 ? length + exponent <= 65 : exponent >= -30 && length <= 65 && length + exponent <= 35;
        return !fits || (Bind(text, null) is not null && Bind(text, "decimal") is { } stated && ValueOf(WrittenAs(stated)) == ValueOf(text));
    }).Holds();

    [Fact]
    public void Bind_NumberAsDouble_IsTheNearest() => Prop.ForAll(Numbers, text =>
    {
        var nearest = double.Parse(text, CultureInfo.InvariantCulture);
        var refused = !double.IsFinite(nearest) || (nearest == 0 && !ValueOf(text).Digits.IsZero);
        return Bind(text, "double") is { } bound ? !refused && BitConverter.Int64BitsToDouble(bound.Bits).Equals(Unsigned(nearest)) : refused;
    }).Holds();

    [Fact]
    public void ToDateTime_OfRfc3339_IsTheMomentInUtc() => Prop.ForAll(Moments, moment =>
    {
        var microseconds = TimeSpan.TicksPerMicrosecond * (long)Math.Floor((moment.UtcTicks / 10m) + 0.5m);
        var expected = new DateTime(microseconds);
        return MomentParser.ToDateTime(moment.ToString("O", CultureInfo.InvariantCulture)) is { } text
            && DateTime.ParseExact(text, text.Length == 19 ? Seconds : Seconds + ".ffffff", CultureInfo.InvariantCulture) == expected;
    }).Holds();

    /// <summary>A minus in front of zero is not kept.</summary>
    private static double Unsigned(double value) => value == 0 ? 0 : value;

    private static string WrittenAs(BoundParameter bound) => bound.Type switch
    {
        ParameterType.Int64 => bound.Bits.ToString(CultureInfo.InvariantCulture),
        ParameterType.UInt64 => unchecked((ulong)bound.Bits).ToString(CultureInfo.InvariantCulture),
        ParameterType.Double => BitConverter.Int64BitsToDouble(bound.Bits).ToString("R", CultureInfo.InvariantCulture),
        ParameterType.Decimal => Encoding.UTF8.GetString(bound.Data.Span),
        _ => throw new InvalidOperationException($"A number was sent as {bound.Type}."),
    };

    /// <summary>The number's value as an integer without zeros at its end, and a power of ten.</summary>
    private static (BigInteger Digits, int Exponent) ValueOf(string text)
    {
        var parts = text.Split('e', 'E');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var point = parts[0].IndexOf('.');
        exponent -= point < 0 ? 0 : parts[0].Length - point - 1;
        var digits = BigInteger.Parse(parts[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        while (!digits.IsZero && digits % 10 == 0)
        {
            digits /= 10;
            exponent++;
        }

        return (digits, digits.IsZero ? 0 : exponent);
    }

    private static BoundParameter? Bind(string text, string? type)
    {
        try
        {
            return ParameterBinding.Bind(new StatementRequest
            {
                Sql = "select ?",
                Classification = new StatementClassification { Kind = StatementKind.Read, Reason = "plain read", ParameterCount = 1 },
                Parameters = [new StatementParameter(text, ParameterKind.Number, type)],
            })[0];
        }
        catch (EngineException e) when (e.Kind == EngineErrorKind.InvalidParameter)
        {
            return null;
        }
    }
}
