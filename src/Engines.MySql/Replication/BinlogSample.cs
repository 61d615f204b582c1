using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Positions;

namespace CausalGateway.Engines.MySql.Replication;

/// <summary>What a MariaDB server said of its binary log in one round trip, read in this order.</summary>
/// <param name="State">The transactions in the log, some of which may still be committing.</param>
/// <param name="End">The end of the log: all of <paramref name="State"/> stands before it.</param>
/// <param name="Committed">The end of the last group that was committed.</param>
internal sealed record BinlogSample(MariaDbPosition State, BinlogPlace End, BinlogPlace Committed)
{
    /// <summary>Reads the answers; null if the server has no binary log.</summary>
    public static BinlogSample? Read(MariaDbPosition state, TextTable masterStatus, TextTable snapshotStatus)
    {
        string? file = null;
        long? offset = null;
        for (var i = 0; i < snapshotStatus.Rows; i++)
        {
            switch (snapshotStatus[i, "Variable_name"])
            {
                case "Binlog_snapshot_file":
                    file = snapshotStatus[i, "Value"];
                    break;
                case "Binlog_snapshot_position":
                    offset = snapshotStatus.Number(i, "Value");
                    break;
            }
        }

        return masterStatus.Rows == 1 && masterStatus[0, "File"] is { Length: > 0 } end && masterStatus.Number(0, "Position") is { } length
            && file is not null && offset is { } committed
            ? new BinlogSample(state, new BinlogPlace(end, length), new BinlogPlace(file, committed))
            : null;
    }
}
