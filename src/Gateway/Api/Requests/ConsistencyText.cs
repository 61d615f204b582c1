namespace CausalGateway.Gateway.Api;

/// <summary>The names of the levels, in the body's member and in the header.</summary>
internal static class ConsistencyText
{
    public const string Header = "Causal-Consistency";

    /// <exception cref="GatewayException">There is no such level, or not in this version.</exception>
    public static ConsistencyLevel Parse(string text) => text switch
    {
        "session" => ConsistencyLevel.Session,
        "eventual" => ConsistencyLevel.Eventual,
        "strong" => ConsistencyLevel.Strong,
        _ when text.StartsWith("bounded", StringComparison.Ordinal) =>
            throw GatewayException.InvalidRequest("The consistency level 'bounded' is not available in this version."),
        _ => throw GatewayException.InvalidRequest("The consistency level must be one of: session, eventual, strong."),
    };

    public static string NameOf(ConsistencyLevel level) => level switch
    {
        ConsistencyLevel.Eventual => "eventual",
        ConsistencyLevel.Strong => "strong",
        _ => "session",
    };
}
