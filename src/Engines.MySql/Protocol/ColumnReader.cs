using System.Buffers;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Protocol.Packets;

namespace CausalGateway.Engines.MySql.Protocol;

/// <summary>Takes the descriptions of a result's columns one by one, and reads only those that are not known.</summary>
/// <param name="known">What the same statement gave the last time, or null.</param>
/// <param name="remember">Whether there will be a next time.</param>
/// <param name="extendedMetadata">Whether the descriptions have MariaDB's names of types.</param>
internal sealed class ColumnReader(ColumnMemory? known, bool remember, bool extendedMetadata)
{
    /// <summary>The most that the descriptions of one result may take, in bytes as they come.</summary>
    private const int Longest = 16 * 1024 * 1024;

    /// <summary>Filled from the first column that is not as it was.</summary>
    private List<ServerColumn>? _columns;

    private ArrayBufferWriter<byte>? _packets;
    private List<int>? _ends;
    private int _count;
    private int _bytes;

    public void Add(ReadOnlySpan<byte> payload)
    {
        _bytes += payload.Length;
        if (_bytes > Longest)
        {
            throw ProtocolError.Malformed("descriptions of columns of that length");
        }

        if (_columns is null && known is not null && known.Matches(_count, payload))
        {
            _count++;
            return;
        }

        _columns ??= known is null ? [] : [.. known.Columns.AsSpan(0, _count)];
        _columns.Add(ColumnPacket.Read(payload, extendedMetadata));
        // What changes once is remembered the next time, from its beginning.
        if (remember && _count == _columns.Count - 1 && (_count == 0 || _ends is not null) && _bytes <= ColumnMemory.Largest)
        {
            (_packets ??= new ArrayBufferWriter<byte>()).Write(payload);
            (_ends ??= []).Add(_packets.WrittenCount);
        }

        _count++;
    }

    /// <summary>The columns, and what to remember of them.</summary>
    public ServerColumn[] Finish(out ColumnMemory? memory)
    {
        if (_columns is null && known?.Columns.Length == _count)
        {
            memory = known;
            return known.Columns;
        }

        ServerColumn[] columns = _columns is null ? [.. known!.Columns.AsSpan(0, _count)] : [.. _columns];
        memory = _ends?.Count == _count ? new ColumnMemory(_packets!.WrittenSpan.ToArray(), [.. _ends], columns) : null;
        return columns;
    }
}
