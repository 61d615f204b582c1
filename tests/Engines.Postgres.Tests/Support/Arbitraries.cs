using CausalGateway.Engines.Postgres.Positions;
using FsCheck;
using FsCheck.Fluent;

namespace CausalGateway.Engines.Postgres.Tests.Support;

/// <summary>Random positions that meet often: few histories, small numbers beside the largest.</summary>
internal static class Arbitraries
{
    private static readonly Gen<ulong> Number = Gen.OneOf(
        Gen.Choose(0, 4).Select(n => (ulong)n),
        Gen.Elements(uint.MaxValue, (ulong)uint.MaxValue + 1, ulong.MaxValue - 1, ulong.MaxValue));

    private static readonly Gen<PositionPoint> Point =
        from system in Gen.Elements(1UL, ulong.MaxValue)
        from timeline in Gen.Elements(1U, 2U, uint.MaxValue)
        from lsn in Number
        from xid in Number
        select new PositionPoint(new PostgresHistory(system, timeline), lsn, xid);

    /// <summary>Positions of one to four points.</summary>
    public static Arbitrary<PostgresPosition> Position { get; } = (
        from count in Gen.Choose(1, 4)
        from points in Point.ArrayOf(count)
        select PostgresPosition.From(points)!).ToArbitrary();

    /// <summary>Bytes of which many begin like a position's.</summary>
    public static Arbitrary<byte[]> Bytes { get; } = (
        from head in Gen.Elements<byte[]>([], [1], [1, 0], [1, 1], [1, 2], [2, 1])
        from length in Gen.Elements(0, 1, 27, 28, 29, 56)
        from rest in Gen.Choose(0, 255).Select(n => (byte)n).ArrayOf(length)
        select (byte[])[.. head, .. rest]).ToArbitrary();

    /// <summary>Text of the characters that a position is made of, and a few others.</summary>
    public static Arbitrary<string> Text { get; } = (
        from length in Gen.Choose(0, 30)
        from characters in Gen.Elements("0123456789AFaf/@:+,- \0é😀".ToCharArray()).ArrayOf(length)
        select new string(characters)).ToArbitrary();

    /// <summary>The property holds for 1,000 cases.</summary>
    public static void Holds(this Property property) =>
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
}
