using CausalGateway.Engines.MySql.Nodes;
using CausalGateway.Engines.MySql.Positions;
using CausalGateway.Engines.MySql.Replication;

namespace CausalGateway.Engines.MySql.Tests.Replication;

/// <summary>A MariaDB primary's binary log proves what is committed, and nothing that only stands in it.</summary>
public sealed class BinlogProofTests
{
    private static readonly string[] EventColumns = ["Event_type", "Info", "End_log_pos"];
    private readonly BinlogProof _proof = new();

    [Fact]
    public void Take_CommittedToTheEnd_StateIsProved()
    {
        Start("log.1", "Format_desc", "Gtid_list", "Binlog_checkpoint log.1");

        Assert.Equal("0-1-5", Take("0-1-5", "log.1", 900, "log.1", 900));
    }

    /// <summary>The last group is in the log, and not yet committed.</summary>
    [Fact]
    public void Take_CommittedNotToTheEnd_OnlyEarlierStatesAreProved()
    {
        Start("log.1", "Format_desc", "Gtid_list", "Binlog_checkpoint log.1");
        Assert.Equal("", Take("0-1-5", "log.1", 900, "log.1", 800));
        Assert.Equal("0-1-5", Take("0-1-9", "log.1", 1200, "log.1", 1000));
        Assert.Equal("0-1-9", Take("0-1-12", "log.1", 1500, "log.1", 1200));
    }

    [Fact]
    public void Take_FileWhoseStartIsNotKnown_ProvesNothing()
    {
        Assert.True(_proof.NeedsStartOf("log.1"));
        Assert.Equal("", Take("0-1-5", "log.1", 900, "log.1", 900));
    }

    /// <summary>
    /// A switch to another file moves the position although the last group of the old file may still be committing: the new
    /// file's own checkpoint tells when it is not any more.
    /// </summary>
    [Fact]
    public void Take_NewFile_ProvesNothingBeforeItsOwnCheckpoint()
    {
        Start("log.1", "Format_desc", "Gtid_list", "Binlog_checkpoint log.1");
        Take("0-1-5", "log.1", 900, "log.1", 900);

        Start("log.2", "Format_desc", "Gtid_list", "Binlog_checkpoint log.1");
        Assert.True(_proof.NeedsStartOf("log.2"));
        Assert.Equal("0-1-5", Take("0-1-9", "log.2", 300, "log.2", 300));
        Start("log.2", "Format_desc", "Gtid_list", "Binlog_checkpoint log.1", "Binlog_checkpoint log.2");
        Assert.False(_proof.NeedsStartOf("log.2"));
        Assert.Equal("0-1-9", Take("0-1-9", "log.2", 400, "log.2", 400));
    }

    /// <summary>A checkpoint behind transactions moves the position over them, whether or not they are committed.</summary>
    [Fact]
    public void Take_TransactionsBeforeTheCheckpoint_ProvedOnlyByWhatComesBehind()
    {
        Start("log.2", "Format_desc", "Gtid_list", "Binlog_checkpoint log.1", "Gtid", "Query", "Xid", "Binlog_checkpoint log.2");

        Assert.Equal("", Take("0-1-9", "log.2", 700, "log.2", 700));
        Assert.Equal("0-1-10", Take("0-1-10", "log.2", 900, "log.2", 900));
    }

    /// <summary>The checkpoint of a busy file comes late: more of it is asked for each time.</summary>
    [Fact]
    public void StartSql_CheckpointNotAmongTheFirst_AsksForMore()
    {
        var first = _proof.StartSql("log.1");
        _proof.TakeStart("log.1", TextTable.Of(EventColumns, [.. Enumerable.Repeat<string?[]>(["Gtid", "", "1"], 64)]));

        Assert.EndsWith("LIMIT 64", first, StringComparison.Ordinal);
        Assert.EndsWith("LIMIT 256", _proof.StartSql("log.1"), StringComparison.Ordinal);
        Assert.Contains("'it''s'", _proof.StartSql("it's"), StringComparison.Ordinal);
    }

    /// <summary>However many answers come while nothing is committed, the state stays open, and memory does.</summary>
    [Fact]
    public void Take_NothingCommittedForLong_LastStateIsProvedInTheEnd()
    {
        Start("log.1", "Format_desc", "Gtid_list", "Binlog_checkpoint log.1");
        for (var i = 1; i <= 1000; i++)
        {
            Assert.Equal("", Take($"0-1-{i}", "log.1", 900 + i, "log.1", 900));
        }

        Assert.Equal("0-1-1001", Take("0-1-1001", "log.1", 1901, "log.1", 1901));
    }

    private void Start(string file, params string[] events)
    {
        var end = 0;
        _proof.TakeStart(file, TextTable.Of(EventColumns, [.. events.Select(text =>
        {
            var words = text.Split(' ');
            return new string?[] { words[0], words.Length > 1 ? words[1] : "", $"{end += 100}" };
        })]));
    }

    private string Take(string state, string endFile, long end, string committedFile, long committed)
    {
        Assert.True(MariaDbPosition.TryParse(state, out var position));
        return _proof.Take(new BinlogSample(position, new BinlogPlace(endFile, end), new BinlogPlace(committedFile, committed))).ToString();
    }
}
