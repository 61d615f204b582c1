using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Positions;

namespace CausalGateway.Engines.MySql.Replication;

/// <summary>Compares GTID sets: a transaction's origin is the UUID in it.</summary>
internal sealed class MySqlHistoryJudge : HistoryJudge
{
    protected override MissingTransactions Missing(ReplicationPosition position, ReplicationPosition other, string origin)
    {
        var extra = ((MySqlPosition)position).Gtids.Subtract(((MySqlPosition)other).Gtids);
        if (extra.IsEmpty)
        {
            return MissingTransactions.None;
        }

        if (!GtidSet.TryParse($"{origin}:1", out var own))
        {
            return MissingTransactions.OfOthers;
        }

        foreach (var run in extra.Runs)
        {
            if (run.Source.Uuid != own.Runs[0].Source.Uuid)
            {
                return MissingTransactions.OfOthers;
            }
        }

        return MissingTransactions.OfOrigin;
    }

    protected override bool HaveCommonOrigin(ReplicationPosition first, ReplicationPosition second)
    {
        foreach (var one in ((MySqlPosition)first).Gtids.Runs)
        {
            foreach (var other in ((MySqlPosition)second).Gtids.Runs)
            {
                if (one.Source.Uuid == other.Source.Uuid)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
