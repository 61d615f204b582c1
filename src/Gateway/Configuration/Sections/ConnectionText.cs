using System.Data.Common;

namespace CausalGateway.Gateway.Configuration;

/// <summary>What the gateway itself asks of a connection string; the engine checks the rest.</summary>
internal static class ConnectionText
{
    private static readonly string[] OwnedByEndpoint = ["Host", "Server", "Port"];

    /// <summary>Reads <c>Name=value;Name=value</c> that says nothing of host and port.</summary>
    public static Parsed<SecretText?> Parse(string text)
    {
        var pairs = new DbConnectionStringBuilder();
        try
        {
            pairs.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            return new Mistake("is not a connection string: write it as Name=value;Name=value");
        }

        return Array.Find(OwnedByEndpoint, pairs.ContainsKey) is { } owned
            ? new Mistake($"must not contain {owned}: host and port come from each server's Endpoint")
            : new SecretText(text);
    }
}
