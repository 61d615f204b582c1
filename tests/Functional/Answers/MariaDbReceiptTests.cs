namespace CausalGateway.Functional.Answers;

public sealed class MariaDbReceiptTests(MariaDbGateway shared) : MySqlFamilyReceiptTests(shared)
{
    private protected override string PositionMark => "0-1-";
}
