using System.Globalization;
using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Positions;

namespace CausalGateway.Engines.MySql.Replication;

/// <summary>Tells from what a MariaDB server says of its binary log which transactions it has certainly committed. Not thread-safe.</summary>
/// <remarks>
/// <para>The server writes a group of transactions to the log, counts them in <c>gtid_binlog_state</c>, and commits them in that
/// order; <c>Binlog_snapshot_position</c> is moved behind a group under the lock under which it is committed. So a state is
/// committed once that position has passed the log's end that was read behind the state.</para>
/// <para>Two things move the position without that: a switch to another file, and the checkpoint events that the server writes
/// into a new file until everything in older files is committed. Therefore a file counts only once its own checkpoint is in
/// it, and, if transactions stand before that, once the position is beyond it.</para>
/// </remarks>
internal sealed class BinlogProof
{
    private const int MostPending = 64;
    private const int FirstLimit = 64;
    private const int LargestLimit = 1 << 16;
    private readonly List<BinlogSample> _pending = [];
    private int _limit = FirstLimit;
    private string? _file;
    private long _checkpointEnd;
    private bool _startsClean;
    private MariaDbPosition _committed = MariaDbPosition.Empty;

    /// <summary>Asks for the first events of a file; the name comes from the server.</summary>
    public string StartSql(string file) =>
        string.Create(CultureInfo.InvariantCulture, $"SHOW BINLOG EVENTS IN '{file.Replace("'", "''", StringComparison.Ordinal)}' LIMIT {_limit}");

    /// <summary>Whether the beginning of the file has to be known before its positions say anything.</summary>
    public bool NeedsStartOf(string file) => _file != file;

    /// <summary>Takes in the first events of a file.</summary>
    public void TakeStart(string file, TextTable events)
    {
        var clean = true;
        for (var i = 0; i < events.Rows; i++)
        {
            var type = events[i, "Event_type"];
            if (type == "Binlog_checkpoint" && events[i, "Info"] == file && events.Number(i, "End_log_pos") is { } end)
            {
                (_file, _checkpointEnd, _startsClean, _limit) = (file, end, clean, FirstLimit);
                return;
            }

            clean &= type is "Format_desc" or "Gtid_list" or "Binlog_checkpoint" or "Start_encryption";
        }

        _limit = events.Rows < _limit ? _limit : Math.Min(_limit * 4, LargestLimit);
    }

    /// <summary>Takes in a sample; everything that is known to be committed.</summary>
    public MariaDbPosition Take(BinlogSample sample)
    {
        if (_pending.Count == 0 || _pending[^1].End != sample.End)
        {
            _pending.Add(sample);
        }

        if (_pending.Count > MostPending)
        {
            // The oldest few prove soonest and the newest most: what lies between can be missed.
            _pending.RemoveAt(MostPending / 2);
        }

        var committed = sample.Committed;
        if (committed.File == _file && (_startsClean ? committed.Offset >= _checkpointEnd : committed.Offset > _checkpointEnd))
        {
            var done = _pending.FindLastIndex(pending => pending.End.File != _file || pending.End.Offset <= committed.Offset);
            if (done >= 0)
            {
                _committed = (MariaDbPosition)_committed.Merge(_pending[done].State);
                _pending.RemoveRange(0, done + 1);
            }
        }

        return _committed;
    }
}
