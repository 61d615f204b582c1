using FsCheck;
using FsCheck.Fluent;

namespace CausalGateway.Causality.Checking;

/// <summary>The checker against histories of a perfect system, and of one that fails once.</summary>
public sealed class HistoryCheckerPropertyTests
{
    [Fact]
    public void Check_AnyValidHistory_FindsNothing() =>
        Prop.ForAll<int>(seed => HistoryChecker.Check(RandomHistories.Valid(seed)).Count == 0).QuickCheckThrowOnFailure();

    [Fact]
    public void Check_AnyHistoryWithOneReadOfThePast_FindsIt() =>
        Prop.ForAll<int>(seed => RandomHistories.Spoilt(seed) is not { } history
            || HistoryChecker.Check(history).Any(violation => violation.Operation.Id == history.Operations[^1].Id))
            .QuickCheckThrowOnFailure();
}
