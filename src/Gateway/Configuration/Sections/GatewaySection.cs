namespace CausalGateway.Gateway.Configuration;

/// <summary>The section <c>Gateway</c>: what may stand in it, and how it becomes <see cref="GatewayOptions"/>.</summary>
internal static class GatewaySection
{
    public const string Name = "Gateway";

    public static readonly TypedSetting<string> Roles = SettingKinds.Choice(
        "Roles",
        "What this instance does",
        GatewayOptions.QueryRole,
        [GatewayOptions.QueryRole],
        planned: ["edge"]) with { IsList = true };

    public static readonly TypedSetting<IReadOnlyList<ListenAddress>> Listen = new("Listen")
    {
        Help = "The address to listen on, or several separated by ;",
        Kind = "URL",
        Range = "http://host:port; loopback only, unless Gateway:Anonymous:AnyAddress is true",
        Default = [new ListenAddress("http://127.0.0.1:8080", IsLoopback: true)],
        DefaultText = "http://127.0.0.1:8080",
        Parse = ListenAddress.ParseMany,
    };

    public static readonly TypedGroup<ClusterOptions> Clusters = new("Clusters")
    {
        KeyPlaceholder = "<cluster>",
        Schema = ClusterSection.Schema,
        Read = ClusterSection.Read,
    };

    public static readonly TypedGroup<DatabaseOptions> Databases = new("Databases")
    {
        KeyPlaceholder = "<db>",
        Schema = DatabaseSection.Schema,
        Read = DatabaseSection.Read,
    };

    public static readonly TypedGroup<SessionsOptions> Sessions = new("Sessions")
    {
        Schema = SessionsSection.Schema,
        Read = SessionsSection.Read,
    };

    public static readonly TypedGroup<LimitsOptions> Limits = new("Limits")
    {
        Schema = LimitsSection.Schema,
        Read = LimitsSection.Read,
    };

    public static readonly TypedGroup<AnonymousOptions> Anonymous = new("Anonymous")
    {
        Schema = AnonymousSection.Schema,
        Read = AnonymousSection.Read,
    };

    public static readonly Schema Schema =
        new([Roles, Listen, Clusters, Databases, Sessions, Limits, Anonymous], Planned: "Principals");

    public static GatewayOptions Read(SectionReader reader) => new()
    {
        Roles = reader.ReadList(Roles),
        Listen = reader.Read(Listen),
        Clusters = reader.ReadNamed(Clusters, NamePattern.Topology),
        Databases = reader.ReadNamed(Databases, NamePattern.UrlSegment),
        Sessions = reader.Read(Sessions),
        Limits = reader.Read(Limits),
        Anonymous = reader.Read(Anonymous),
    };
}
