using CausalGateway.Causality.Histories;

namespace CausalGateway.Causality.Checking;

/// <summary>A promise that was broken.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Operation">By which operation's answer.</param>
/// <param name="Evidence">The operation that shows it to be wrong, if another one does.</param>
/// <param name="Text">What was expected and what came.</param>
internal sealed record Violation(ViolationKind Kind, Operation Operation, Operation? Evidence, string Text)
{
    public override string ToString() =>
        $"{Kind}: {Text}\n    {Operation}{(Evidence is null ? "" : $"\n    because of {Evidence}")}";
}
