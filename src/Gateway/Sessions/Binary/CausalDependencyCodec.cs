using System.Diagnostics.CodeAnalysis;
using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Sessions;

/// <summary>The compact binary form of a dependency, as session records and bookmarks hold it.</summary>
/// <remarks>
/// Version (1), parts, the position as a block in its engine's form, then the commit floor (a block) and the witness (8 bytes
/// little-endian) if there are any. Reading never throws, accepts nothing behind the form, and fails on a later version or an
/// unknown part.
/// </remarks>
internal static class CausalDependencyCodec
{
    private const byte Version = 1;

    [Flags]
    private enum Parts : byte
    {
        None = 0,
        CommitFloor = 1,
        Witness = 2,
        All = CommitFloor | Witness,
    }

    public static void Write(CausalDependency dependency, IPositionCodec codec, PooledByteWriter writer)
    {
        var parts = (dependency.CommitFloor is null ? Parts.None : Parts.CommitFloor)
            | (dependency.Witness.IsKnown ? Parts.Witness : Parts.None);
        writer.WriteByte(Version);
        writer.WriteByte((byte)parts);
        WritePosition(dependency.Position, codec, writer);
        if (dependency.CommitFloor is { } floor)
        {
            WritePosition(floor, codec, writer);
        }

        if (dependency.Witness.IsKnown)
        {
            writer.WriteUInt64(dependency.Witness.Value);
        }
    }

    public static bool TryRead(
        ReadOnlySpan<byte> bytes, IPositionCodec codec, [NotNullWhen(true)] out CausalDependency? dependency)
    {
        dependency = null;
        var reader = new ByteReader(bytes);
        if (!reader.TryReadByte(out var version) || version != Version
            || !reader.TryReadByte(out var parts) || (parts & ~(byte)Parts.All) != 0
            || !TryReadPosition(ref reader, codec, out var position))
        {
            return false;
        }

        ReplicationPosition? floor = null;
        if (((Parts)parts).HasFlag(Parts.CommitFloor) && !TryReadPosition(ref reader, codec, out floor))
        {
            return false;
        }

        var witness = 0UL;
        if (((Parts)parts).HasFlag(Parts.Witness) && (!reader.TryReadUInt64(out witness) || witness == 0))
        {
            return false;
        }

        if (!reader.IsAtEnd)
        {
            return false;
        }

        dependency = new CausalDependency(position, floor, new ServerIncarnation(witness));
        return true;
    }

    private static void WritePosition(ReplicationPosition position, IPositionCodec codec, PooledByteWriter writer)
    {
        var block = writer.BeginBlock();
        codec.Write(position, writer);
        writer.EndBlock(block);
    }

    private static bool TryReadPosition(
        ref ByteReader reader, IPositionCodec codec, [NotNullWhen(true)] out ReplicationPosition? position)
    {
        position = null;
        return reader.TryReadBlock(out var bytes) && codec.TryRead(bytes, out position);
    }
}
