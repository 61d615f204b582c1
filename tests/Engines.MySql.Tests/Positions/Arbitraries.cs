using CausalGateway.Engines.MySql.Positions;
using FsCheck;
using FsCheck.Fluent;

namespace CausalGateway.Engines.MySql.Tests.Positions;

/// <summary>Random sets and positions that meet often: few sources, small numbers beside the largest.</summary>
internal static class Arbitraries
{
    private static readonly Gen<long> Number = Gen.Frequency(
        (9, Gen.Choose(1, 20).Select(n => (long)n)),
        (1, Gen.Elements(1L << 32, GtidInterval.Largest - 1, GtidInterval.Largest)));

    private static readonly Gen<GtidSource> Source =
        from uuid in Gen.Elements<UInt128>(0, 1, new UInt128(0x3E11FA4771CA11E1, 0x9E33C80AA9429562), UInt128.MaxValue)
        from tag in Gen.Elements("", "", "a", "a_1", "_", "b", new string('z', GtidSource.LongestTag))
        select new GtidSource(uuid, tag);

    private static readonly Gen<(GtidSource Source, GtidInterval Interval)> Entry =
        from source in Source
        from one in Number
        from other in Number
        select (source, new GtidInterval(Math.Min(one, other), Math.Max(one, other)));

    private static readonly Gen<MariaDbGtid> Component =
        from domain in Gen.Elements(0U, 1U, 2U, uint.MaxValue)
        from server in Gen.Elements(1U, 2U, 3U, uint.MaxValue)
        from number in Gen.Elements<ulong>(0UL, 1, 2, 3, 127, 128, 1 << 20, ulong.MaxValue - 1, ulong.MaxValue)
        select new MariaDbGtid(domain, server, number);

    /// <summary>Sets of up to twelve intervals, which may overlap and touch.</summary>
    public static Arbitrary<GtidSet> Set { get; } = (
        from count in Gen.Choose(0, 12)
        from entries in Entry.ArrayOf(count)
        select Make(entries)).ToArbitrary();

    /// <summary>MySQL's positions.</summary>
    public static Arbitrary<MySqlPosition> MySql { get; } =
        Set.Generator.Select(set => new MySqlPosition(set)).ToArbitrary();

    /// <summary>MariaDB's positions, of up to six components.</summary>
    public static Arbitrary<MariaDbPosition> MariaDb { get; } = (
        from count in Gen.Choose(0, 6)
        from components in Component.ArrayOf(count)
        select MariaDbPosition.From(components)).ToArbitrary();

    /// <summary>Text of what GTIDs are made of, and a few others.</summary>
    public static Arbitrary<string> Text { get; } = (
        from length in Gen.Choose(0, 12)
        from parts in Gen.Elements(
            "aaaaaaaa-1111-1111-1111-111111111111", "0000000000000000000000000000000b", "{", "}", ":", ":", ":", "-", ",", "#",
            " ", "\n", "1", "5", "0", "9223372036854775807", "99999999999999999999", "tag", "_", "é", "\0", "0-1-7").ArrayOf(length)
        select string.Concat(parts)).ToArbitrary();

    /// <summary>Bytes of which many begin like a position's.</summary>
    public static Arbitrary<byte[]> Bytes { get; } = (
        from head in Gen.Elements<byte[]>([], [0x11], [0x21], [0x11, 0, .. new byte[16]], [0x11, 0x80], [0x11, 33], [0x21, 0])
        from length in Gen.Choose(0, 40)
        from rest in Gen.OneOf(Gen.Choose(0, 255), Gen.Elements(0, 1, 2, 0x7F, 0x80, 0x81, 0xFF))
            .Select(n => (byte)n).ArrayOf(length)
        select (byte[])[.. head, .. rest]).ToArbitrary();

    private static GtidSet Make((GtidSource Source, GtidInterval Interval)[] entries)
    {
        var set = new GtidSetBuilder();
        foreach (var (source, interval) in entries)
        {
            set.Add(source, interval);
        }

        return set.Build();
    }
}
