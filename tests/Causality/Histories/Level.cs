namespace CausalGateway.Causality.Histories;

/// <summary>The consistency levels, by the names they have on the wire.</summary>
internal static class Level
{
    public const string Session = "session";

    public const string Eventual = "eventual";

    public const string Strong = "strong";
}
