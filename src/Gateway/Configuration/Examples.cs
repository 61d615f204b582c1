namespace CausalGateway.Gateway.Configuration;

/// <summary>Configurations that messages show. They load as they stand.</summary>
internal static class Examples
{
    /// <summary>One server, one database.</summary>
    public const string Smallest =
        """
        {
          "Gateway": {
            "Clusters": {
              "main": {
                "Engine": "postgres",
                "Connection": "Username=app;Password=...;Database=app",
                "Servers": [{ "Name": "main-1", "Endpoint": "127.0.0.1:5432" }]
              }
            },
            "Databases": { "app": { "Cluster": "main" } }
          }
        }
        """;
}
