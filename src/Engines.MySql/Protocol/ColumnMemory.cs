using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Protocol;

/// <summary>
/// The columns that a prepared statement gave last, with the packets that described them: as long as the server sends the
/// same again, nothing has to be read anew.
/// </summary>
/// <param name="packets">The payloads, one behind the other.</param>
/// <param name="ends">Where each of them ends.</param>
/// <param name="columns">What they say.</param>
internal sealed class ColumnMemory(byte[] packets, int[] ends, ServerColumn[] columns)
{
    /// <summary>What takes more room than this is read anew each time.</summary>
    public const int Largest = 64 * 1024;

    public ServerColumn[] Columns => columns;

    /// <summary>Whether this payload describes the column of that number as the last time.</summary>
    public bool Matches(int column, ReadOnlySpan<byte> payload)
    {
        if (column >= ends.Length)
        {
            return false;
        }

        var start = column == 0 ? 0 : ends[column - 1];
        return packets.AsSpan(start, ends[column] - start).SequenceEqual(payload);
    }
}
