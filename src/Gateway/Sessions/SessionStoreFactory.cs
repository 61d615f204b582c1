namespace CausalGateway.Gateway.Sessions;

/// <summary>Chooses the store that the options ask for. No store connects before its first call.</summary>
internal static class SessionStoreFactory
{
    public static ISessionStore Create(SessionStoreOptions options, TimeProvider time) =>
        options.Redis is null ? new InProcessSessionStore(options, time) : new RedisSessionStore(options);
}
