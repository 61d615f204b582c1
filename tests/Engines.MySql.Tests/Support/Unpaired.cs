namespace CausalGateway.Engines.MySql.Tests.Support;

/// <summary>Half of a surrogate pair, which attributes of the tests cannot hold.</summary>
internal static class Unpaired
{
    /// <summary>The text with such a half wherever it says <c>&lt;half&gt;</c>.</summary>
    public static string In(string text) => text.Replace("<half>", "\ud800", StringComparison.Ordinal);
}
