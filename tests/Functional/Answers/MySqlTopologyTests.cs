namespace CausalGateway.Functional.Answers;

public sealed class MySqlTopologyTests(MySqlGateway shared) : MySqlFamilyTopologyTests(shared)
{
    private protected override string Version => "9.";

    private protected override string PositionMark => ":1-";

    private protected override string HistoryMark => "server";

    private protected override bool IsExpected(string version, string comment) => MySqlServerSet.IsMySql(version, comment);
}
