namespace CausalGateway.Engines.Postgres.Tests.Support;

/// <summary>The database users of the tests.</summary>
internal static class Users
{
    /// <summary>An application's user, which sees nothing of the server's processes.</summary>
    public const string App = "app";

    /// <summary>An application's user with <c>pg_read_all_stats</c>.</summary>
    public const string Stats = "stats";

    /// <summary>The user that monitors.</summary>
    public const string Monitor = "monitor";

    public static Task CreateAsync(DatabaseServer primary) => primary.ExecuteAsync(
        $"""
        create role {App} login;
        create role {Stats} login;
        create role {Monitor} login;
        grant pg_monitor to {Monitor};
        grant pg_read_all_stats to {Stats};
        grant all on schema public to public
        """,
        TestContext.Current.CancellationToken);
}
