namespace CausalGateway.Causality.Histories;

/// <summary>Something that was done to a server.</summary>
/// <param name="Moment">When, by the history's counter.</param>
/// <param name="Text">What.</param>
internal readonly record struct FaultEvent(long Moment, string Text)
{
    public override string ToString() => $"[{Moment}] {Text}";
}
