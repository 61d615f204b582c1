using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.Gateway;

namespace CausalGateway.Tour;

/// <summary>What the steps share. A step fills what later ones need.</summary>
internal sealed class TourContext(Shop shop, Screen screen, Checks checks) : IDisposable
{
    /// <summary>The session that the whole tour follows.</summary>
    public const string Session = "alice";

    public const string Ordered = "ordered";
    public const string Shipped = "shipped";

    public Shop Shop { get; } = shop;

    public Screen Screen { get; } = screen;

    public Checks Checks { get; } = checks;

    /// <summary>The client that uses the session.</summary>
    public Visitor Alice { get; } = new(shop, screen);

    /// <summary>Of the write that only the primary shows; filled by the step that pauses replay.</summary>
    public string? Bookmark { get; set; }

    /// <summary>The replica that is resumed and later killed.</summary>
    public DatabaseServer First => Shop.Cluster.Replicas[0];

    /// <summary>The replica that stays paused.</summary>
    public DatabaseServer Second => Shop.Cluster.Replicas[1];

    public DatabaseServer Primary => Shop.Cluster.Primary;

    /// <summary>Reads the order's status and, in the same statement, who answers.</summary>
    public static Dictionary<string, object> ReadOrder(string? consistency = null, int? waitTimeoutMs = null)
    {
        var request = new Dictionary<string, object>
        {
            ["sql"] = "select id, item, status, inet_server_port() as port from orders where id = $1",
            ["params"] = new[] { 1 },
        };
        if (consistency is not null)
        {
            request["consistency"] = consistency;
        }

        if (waitTimeoutMs is { } wait)
        {
            request["waitTimeoutMs"] = wait;
        }

        return request;
    }

    /// <summary>The status in an answer's only row.</summary>
    public static string? StatusOf(GatewayAnswer answer) => (string?)answer.Value("status");

    /// <summary>Who answered, by the word of the database server itself.</summary>
    public string SelfOf(GatewayAnswer answer) => Shop.NameOf((int?)answer.Value("port"));

    /// <summary>Checks who served: by the receipt, and by what the server says of itself in the rows.</summary>
    public void CheckServedBy(GatewayAnswer answer, DatabaseRole role, params ReadOnlySpan<DatabaseServer> servers)
    {
        var expected = role == DatabaseRole.Primary ? "primary" : "replica";
        var names = servers.ToArray().Select(server => server.Name).ToArray();
        var port = (int?)answer.Value("port");
        Checks.That(
            $"the receipt names the {expected} {answer.Server}",
            answer.Role == expected && names.Contains(answer.Server),
            $"it says {answer.Role}, and expected was {string.Join(" or ", names)}");
        Checks.Equal($"and the database server itself says so: its port is {port}", answer.Server, Shop.NameOf(port));
    }

    public void Dispose() => Alice.Dispose();
}
