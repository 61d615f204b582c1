using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Sessions;

/// <summary>The two parts of an entry in a shared store: its field (kind and id) and its body (everything else).</summary>
/// <remarks>
/// <para>Field: the kind's byte, then the id, 8 bytes little-endian. Body: version (1), parts, the epoch (16 bytes, if there is
/// one), and the dependency in the form of <see cref="CausalDependencyCodec"/>.</para>
/// <para>Reading never throws. A kind or version that is not known makes it fail too: an instance that skipped what a later one
/// wrote would serve reads that miss it.</para>
/// </remarks>
internal static class SessionEntryCodec
{
    public const int FieldSize = 1 + EntryId.Size;

    private const byte Version = 1;

    [Flags]
    private enum Parts : byte
    {
        None = 0,
        Epoch = 1,
        All = Epoch,
    }

    public static byte[] FieldOf(SessionEntryKind kind, EntryId id)
    {
        var field = new byte[FieldSize];
        field[0] = (byte)kind;
        BinaryPrimitives.WriteUInt64LittleEndian(field.AsSpan(1), id.Value);
        return field;
    }

    public static byte[] BodyOf(SessionEntry entry, IPositionCodec codec)
    {
        using var writer = new PooledByteWriter();
        writer.WriteByte(Version);
        if (entry.Epoch == StoreEpoch.None)
        {
            writer.WriteByte((byte)Parts.None);
        }
        else
        {
            writer.WriteByte((byte)Parts.Epoch);
            writer.WriteUInt128(entry.Epoch.Value);
        }

        CausalDependencyCodec.Write(entry.Dependency, codec, writer);
        return writer.Written.ToArray();
    }

    public static bool TryRead(
        ReadOnlySpan<byte> field, ReadOnlySpan<byte> body, IPositionCodec codec, [NotNullWhen(true)] out SessionEntry? entry)
    {
        entry = null;
        if (field.Length != FieldSize || field[0] != (byte)SessionEntryKind.Position)
        {
            return false;
        }

        var reader = new ByteReader(body);
        if (!reader.TryReadByte(out var version) || version != Version
            || !reader.TryReadByte(out var parts) || (parts & ~(byte)Parts.All) != 0)
        {
            return false;
        }

        UInt128 epoch = 0;
        if (((Parts)parts).HasFlag(Parts.Epoch) && (!reader.TryReadUInt128(out epoch) || epoch == 0))
        {
            return false;
        }

        if (!CausalDependencyCodec.TryRead(reader.Rest, codec, out var dependency))
        {
            return false;
        }

        var id = new EntryId(BinaryPrimitives.ReadUInt64LittleEndian(field[1..]));
        entry = new SessionEntry(id, SessionEntryKind.Position, new StoreEpoch(epoch), dependency);
        return true;
    }
}
