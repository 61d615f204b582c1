using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using CausalGateway.Abstractions;

namespace CausalGateway.Engines.MySql.Positions;

/// <summary>The text and binary forms of MySQL positions.</summary>
/// <remarks>
/// Binary, version 1: a byte 0x11 (the high half tells MySQL's form from MariaDB's), then each source in order: a byte with
/// the tag's length, plus 0x80 if the UUID is that of the source before; else the UUID (16); the tag in ASCII; how many
/// intervals; and of each, how many numbers lie between it and the one before and how many it has, less the least there
/// must be. Numbers are in groups of seven bits, the lowest first. Only one sequence of bytes stands for a position.
/// </remarks>
internal sealed class MySqlPositionCodec : IPositionCodec
{
    private const byte Version = 0x11;
    private const byte SameUuid = 0x80;
    private const int UuidSize = 16;

    /// <summary>The least bytes that an interval takes.</summary>
    private const int LeastInterval = 2;

    public bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out ReplicationPosition? position)
    {
        position = GtidSet.TryParse(text, out var set) ? new MySqlPosition(set) : null;
        return position is not null;
    }

    public bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ReplicationPosition? position)
    {
        position = null;
        var reader = new PositionBytesReader(bytes);
        if (!reader.TryReadByte(out var version) || version != Version)
        {
            return false;
        }

        var runs = ImmutableArray.CreateBuilder<GtidRun>();
        while (!reader.IsAtEnd)
        {
            if (!TryReadSource(ref reader, runs, out var source) || !TryReadIntervals(ref reader, out var intervals))
            {
                return false;
            }

            runs.Add(new GtidRun(source, intervals));
        }

        position = new MySqlPosition(GtidSet.FromSorted(runs.DrainToImmutable()));
        return true;
    }

    public void Write(ReplicationPosition position, IBufferWriter<byte> destination)
    {
        var runs = ((MySqlPosition)position).Gtids.Runs;
        var writer = new PositionBytesWriter(destination);
        writer.WriteByte(Version);
        Span<byte> uuid = stackalloc byte[UuidSize];
        for (var i = 0; i < runs.Length; i++)
        {
            var (source, intervals) = runs[i];
            var isSameUuid = i > 0 && source.Uuid == runs[i - 1].Source.Uuid;
            writer.WriteByte((byte)(source.Tag.Length | (isSameUuid ? SameUuid : 0)));
            if (!isSameUuid)
            {
                BinaryPrimitives.WriteUInt128BigEndian(uuid, source.Uuid);
                writer.WriteBytes(uuid);
            }

            writer.WriteBytes(Encoding.ASCII.GetBytes(source.Tag));
            writer.WriteNumber((ulong)intervals.Length);
            var least = GtidInterval.Smallest;
            foreach (var interval in intervals)
            {
                writer.WriteNumber((ulong)(interval.First - least));
                writer.WriteNumber((ulong)(interval.Last - interval.First));
                least = unchecked(interval.Last + 2);
            }
        }
    }

    private static bool TryReadSource(
        ref PositionBytesReader reader, ImmutableArray<GtidRun>.Builder before, out GtidSource source)
    {
        source = default;
        if (!reader.TryReadByte(out var head))
        {
            return false;
        }

        UInt128 uuid;
        if ((head & SameUuid) == 0)
        {
            if (!reader.TryReadBytes(UuidSize, out var bytes))
            {
                return false;
            }

            uuid = BinaryPrimitives.ReadUInt128BigEndian(bytes);
            if (before.Count > 0 && uuid <= before[^1].Source.Uuid)
            {
                return false;
            }
        }
        else if (before.Count > 0)
        {
            uuid = before[^1].Source.Uuid;
        }
        else
        {
            return false;
        }

        var tagLength = head & ~SameUuid;
        if (tagLength > GtidSource.LongestTag || !reader.TryReadBytes(tagLength, out var tag) || !IsTag(tag))
        {
            return false;
        }

        source = new GtidSource(uuid, Encoding.ASCII.GetString(tag));
        return before.Count == 0 || before[^1].Source.CompareTo(source) < 0;
    }

    private static bool TryReadIntervals(ref PositionBytesReader reader, out ImmutableArray<GtidInterval> intervals)
    {
        intervals = [];
        if (!reader.TryReadNumber(out var count) || count == 0 || count > (ulong)(reader.Left / LeastInterval))
        {
            return false;
        }

        var builder = ImmutableArray.CreateBuilder<GtidInterval>((int)count);
        var least = (ulong)GtidInterval.Smallest;
        for (var i = 0UL; i < count; i++)
        {
            if (least > GtidInterval.Largest
                || !reader.TryReadNumber(out var gap) || gap > GtidInterval.Largest - least
                || !reader.TryReadNumber(out var length) || length > GtidInterval.Largest - least - gap)
            {
                return false;
            }

            var first = least + gap;
            builder.Add(new GtidInterval((long)first, (long)(first + length)));
            least = first + length + 2;
        }

        intervals = builder.MoveToImmutable();
        return true;
    }

    private static bool IsTag(ReadOnlySpan<byte> tag)
    {
        foreach (var letter in tag)
        {
            if (!char.IsAsciiLetterLower((char)letter) && !char.IsAsciiDigit((char)letter) && letter != '_')
            {
                return false;
            }
        }

        return tag.IsEmpty || !char.IsAsciiDigit((char)tag[0]);
    }
}
