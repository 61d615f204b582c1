namespace CausalGateway.Gateway.Configuration;

/// <summary>A section <c>Gateway:Clusters:&lt;cluster&gt;:Servers:&lt;n&gt;</c>.</summary>
internal static class ServerSection
{
    public static readonly TypedSetting<string> Name =
        SettingKinds.Name("Name", "The server's name in receipts and metrics; unique in the cluster", NamePattern.Topology);

    public static readonly TypedSetting<ServerEndpoint> Endpoint = new("Endpoint")
    {
        Help = "Where the server listens; unique in the cluster",
        Kind = "endpoint",
        Range = "host:port, IPv6 addresses in brackets",
        Required = true,
        Parse = text => ServerEndpoint.Parse(text) is { } endpoint
            ? endpoint
            : new Mistake("is not an endpoint: write it as host:port, with an IPv6 address in brackets, like [::1]:5432"),
    };

    public static readonly TypedSetting<int> Weight =
        SettingKinds.Integer("Weight", "The server's share of the work relative to the others", byDefault: 1, min: 1, max: 1_000);

    public static readonly Schema Schema = new([Name, Endpoint, Weight]);

    public static ServerOptions Read(SectionReader reader) => new()
    {
        Name = reader.Read(Name),
        Endpoint = reader.Read(Endpoint),
        Weight = reader.Read(Weight),
    };
}
