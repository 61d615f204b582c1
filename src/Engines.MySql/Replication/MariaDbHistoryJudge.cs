using System.Globalization;
using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Positions;

namespace CausalGateway.Engines.MySql.Replication;

/// <summary>Compares positions by component: a transaction's origin is its <c>server_id</c>.</summary>
internal sealed class MariaDbHistoryJudge : HistoryJudge
{
    protected override MissingTransactions Missing(ReplicationPosition position, ReplicationPosition other, string origin)
    {
        var missing = MissingTransactions.None;
        foreach (var component in ((MariaDbPosition)position).Components)
        {
            if (!other.Covers(MariaDbPosition.From([component])))
            {
                if (component.Server.ToString(CultureInfo.InvariantCulture) != origin)
                {
                    return MissingTransactions.OfOthers;
                }

                missing = MissingTransactions.OfOrigin;
            }
        }

        return missing;
    }

    protected override bool HaveCommonOrigin(ReplicationPosition first, ReplicationPosition second)
    {
        foreach (var one in ((MariaDbPosition)first).Components)
        {
            foreach (var other in ((MariaDbPosition)second).Components)
            {
                if (one.CompareSourceTo(other) == 0)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
