namespace CausalGateway.Gateway.Configuration;

/// <summary>A section <c>Gateway:Databases:&lt;db&gt;</c>.</summary>
internal static class DatabaseSection
{
    public static readonly TypedSetting<string> Cluster = new("Cluster")
    {
        Help = "The cluster that holds the database",
        Kind = "name",
        Range = "one of Gateway:Clusters",
        Required = true,
        Parse = text => text.ToLowerInvariant(),
    };

    public static readonly TypedSetting<string?> Database = new("Database")
    {
        Help = "The server's own name of the database",
        Kind = "text",
        DefaultText = "the one in Connection",
        Parse = text => text,
    };

    public static readonly Schema Schema = new([Cluster, Database]);

    public static DatabaseOptions Read(SectionReader reader) => new()
    {
        Cluster = reader.Read(Cluster),
        Database = reader.Read(Database),
    };
}
