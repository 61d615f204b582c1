namespace CausalGateway.Functional.Answers;

public sealed class MySqlReceiptTests(MySqlGateway shared) : MySqlFamilyReceiptTests(shared)
{
    private protected override string PositionMark => ":1-";
}
