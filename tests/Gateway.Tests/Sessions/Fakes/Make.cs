using CausalGateway.Abstractions;
using CausalGateway.Gateway.Sessions;

namespace CausalGateway.Gateway.Tests.Sessions;

/// <summary>Short words for the values that the tests are about.</summary>
internal static class Make
{
    public static IntegerSetCodec Codec => IntegerSetCodec.Instance;

    public static CausalDependency Dependency(params int[] members) => new(new IntegerSet(members));

    /// <summary>An address that no other test has.</summary>
    public static SessionAddress Address() => new("web", SessionKey.NewRandom(), "orders-pg");

    public static SessionKey Key(string text) =>
        SessionKey.TryParse(text, out var key) ? key : throw new ArgumentException($"'{text}' is no session key.", nameof(text));
}
