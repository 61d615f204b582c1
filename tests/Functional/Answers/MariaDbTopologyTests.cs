namespace CausalGateway.Functional.Answers;

public sealed class MariaDbTopologyTests(MariaDbGateway shared) : MySqlFamilyTopologyTests(shared)
{
    private protected override string Version => "10.11.";

    private protected override string PositionMark => "0-1-";

    private protected override string HistoryMark => "server";

    private protected override bool IsExpected(string version, string comment) => MariaDbServerSet.IsMariaDb(version, comment);
}
