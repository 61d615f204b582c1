using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CausalGateway.Abstractions;

namespace CausalGateway.Engines.Postgres.Positions;

/// <summary>The text and binary forms of PostgreSQL positions.</summary>
/// <remarks>
/// Binary, version 1: a byte with the version, a byte with the number of points, and for each point 28 bytes, big-endian:
/// system identifier (8), timeline (4), LSN (8), transaction id (8).
/// </remarks>
internal sealed class PostgresPositionCodec : IPositionCodec
{
    private const byte Version = 1;
    private const int HeaderSize = 2;
    private const int PointSize = 28;

    public bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out ReplicationPosition? position)
    {
        var points = new List<PositionPoint>(1);
        foreach (var part in text.Split(','))
        {
            if (points.Count == byte.MaxValue || !TryParsePoint(text[part], out var point))
            {
                position = null;
                return false;
            }

            points.Add(point);
        }

        position = PostgresPosition.From(points);
        return position is not null;
    }

    public bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ReplicationPosition? position)
    {
        position = null;
        if (bytes.Length < HeaderSize || bytes[0] != Version || bytes[1] == 0
            || bytes.Length != HeaderSize + (bytes[1] * PointSize))
        {
            return false;
        }

        var points = new List<PositionPoint>(bytes[1]);
        for (var rest = bytes[HeaderSize..]; !rest.IsEmpty; rest = rest[PointSize..])
        {
            var history = new PostgresHistory(
                BinaryPrimitives.ReadUInt64BigEndian(rest), BinaryPrimitives.ReadUInt32BigEndian(rest[8..]));
            points.Add(new PositionPoint(
                history, BinaryPrimitives.ReadUInt64BigEndian(rest[12..]), BinaryPrimitives.ReadUInt64BigEndian(rest[20..])));
        }

        position = PostgresPosition.From(points);
        return position is not null;
    }

    public void Write(ReplicationPosition position, IBufferWriter<byte> destination)
    {
        var points = ((PostgresPosition)position).Points;
        if (points.Length > byte.MaxValue)
        {
            throw new ArgumentException("A position of more than 255 histories cannot be written.", nameof(position));
        }

        var size = HeaderSize + (points.Length * PointSize);
        var span = destination.GetSpan(size);
        span[0] = Version;
        span[1] = (byte)points.Length;
        var rest = span[HeaderSize..];
        foreach (var point in points)
        {
            BinaryPrimitives.WriteUInt64BigEndian(rest, point.History.SystemIdentifier);
            BinaryPrimitives.WriteUInt32BigEndian(rest[8..], point.History.Timeline);
            BinaryPrimitives.WriteUInt64BigEndian(rest[12..], point.Lsn);
            BinaryPrimitives.WriteUInt64BigEndian(rest[20..], point.Xid);
            rest = rest[PointSize..];
        }

        destination.Advance(size);
    }

    private static bool TryParsePoint(ReadOnlySpan<char> text, out PositionPoint point)
    {
        point = default;
        var at = text.IndexOf('@');
        var colon = text.IndexOf(':');
        if (at < 0 || colon < at)
        {
            return false;
        }

        var system = text[(colon + 1)..];
        var plus = system.IndexOf('+');
        var xid = 0UL;
        if (plus >= 0 && (!TryParseNumber(system[(plus + 1)..], out xid) || xid == 0))
        {
            return false;
        }

        if (!Lsn.TryParse(text[..at], out var lsn)
            || !uint.TryParse(text[(at + 1)..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var timeline)
            || !TryParseNumber(plus < 0 ? system : system[..plus], out var systemIdentifier))
        {
            return false;
        }

        point = new PositionPoint(new PostgresHistory(systemIdentifier, timeline), lsn, xid);
        return true;
    }

    private static bool TryParseNumber(ReadOnlySpan<char> text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
