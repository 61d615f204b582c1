namespace CausalGateway.Gateway.Configuration;

/// <summary>A section <c>Gateway:Clusters:&lt;cluster&gt;</c>.</summary>
internal static class ClusterSection
{
    public static readonly TypedSetting<string> Engine = new("Engine")
    {
        Help = "The kind of database",
        Kind = "word",
        Range = "postgres, mysql, mariadb",
        Required = true,
        Parse = text => text,
    };

    public static readonly TypedSetting<SecretText?> Connection = new("Connection")
    {
        Help = "The connection string for statements",
        Kind = "connection string",
        Range = "without host and port, which come from Endpoint",
        Required = true,
        Secret = true,
        Parse = ConnectionText.Parse,
    };

    public static readonly TypedSetting<SecretText?> Monitor = new("Monitor")
    {
        Help = "What differs from Connection for the monitoring user",
        Kind = "connection string",
        Range = "without host and port",
        DefaultText = "nothing: the same user",
        Secret = true,
        Parse = ConnectionText.Parse,
    };

    public static readonly TypedGroup<ServerOptions> Servers = new("Servers")
    {
        KeyPlaceholder = "<n>",
        Schema = ServerSection.Schema,
        Read = ServerSection.Read,
    };

    public static readonly TypedSetting<string> Balancing = SettingKinds.Choice(
        "Balancing",
        "How a server is chosen among those that may serve a request",
        "least-outstanding",
        ["least-outstanding"],
        planned: ["round-robin", "weighted", "lag-aware"]);

    public static readonly TypedSetting<TimeSpan> WaitTimeout = SettingKinds.Duration(
        "WaitTimeout",
        "How long a read may wait for a replica to catch up before the primary serves it; 0 means not at all",
        TimeSpan.FromMilliseconds(50), TimeSpan.Zero, TimeSpan.FromSeconds(30));

    public static readonly TypedSetting<TimeSpan> ProbeInterval = SettingKinds.Duration(
        "ProbeInterval",
        "How often each server is asked for its role and position",
        TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(60));

    public static readonly TypedSetting<TimeSpan> ProbeTimeout = SettingKinds.Duration(
        "ProbeTimeout",
        "How long a server may take to answer that",
        TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(60));

    public static readonly TypedSetting<TimeSpan> ConnectTimeout = SettingKinds.Duration(
        "ConnectTimeout",
        "How long opening a connection may take",
        TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));

    public static readonly TypedSetting<TimeSpan> StatementTimeout = SettingKinds.Duration(
        "StatementTimeout",
        "The longest that any statement may run, enforced by the server too",
        TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(10), TimeSpan.FromDays(1));

    public static readonly TypedSetting<int> MaxConnectionsPerServer = SettingKinds.Integer(
        "MaxConnectionsPerServer",
        "The most connections to one server per database, for each of reading and writing",
        byDefault: 32, min: 1, max: 10_000);

    public static readonly Schema Schema = new(
        [
            Engine, Connection, Monitor, Servers, Balancing, WaitTimeout, ProbeInterval, ProbeTimeout, ConnectTimeout,
            StatementTimeout, MaxConnectionsPerServer,
        ],
        Planned: ["Lag", "PrimaryFallbackShare"]);

    public static ClusterOptions Read(SectionReader reader)
    {
        var servers = reader.ReadListed(Servers);
        if (servers.Count == 0)
        {
            reader.Mistakes.Add(reader.PathOf(Servers), "needs at least one server");
        }

        UniqueRule.Check(servers, ServerSection.Name, server => server.Name, reader.Mistakes);
        UniqueRule.Check(servers, ServerSection.Endpoint, server => server.Endpoint, reader.Mistakes);
        return new ClusterOptions
        {
            Engine = reader.Read(Engine),
            Connection = reader.Read(Connection)!,
            Monitor = reader.Read(Monitor),
            Servers = [.. servers.Select(server => server.Value)],
            Balancing = reader.Read(Balancing),
            WaitTimeout = reader.Read(WaitTimeout),
            ProbeInterval = reader.Read(ProbeInterval),
            ProbeTimeout = reader.Read(ProbeTimeout),
            ConnectTimeout = reader.Read(ConnectTimeout),
            StatementTimeout = reader.Read(StatementTimeout),
            MaxConnectionsPerServer = reader.Read(MaxConnectionsPerServer),
        };
    }
}
