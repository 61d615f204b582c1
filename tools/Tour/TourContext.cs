using System.Globalization;
using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.Gateway;

namespace CausalGateway.Tour;

/// <summary>What the steps share. A step fills what later ones need.</summary>
internal sealed class TourContext(Shop shop, Department department, Screen screen, Checks checks) : IDisposable
{
    /// <summary>The session that the whole tour follows.</summary>
    public const string Session = "alice";

    public Shop Shop { get; } = shop;

    /// <summary>Where the steps take place.</summary>
    public Department Department { get; } = department;

    public Screen Screen { get; } = screen;

    public Checks Checks { get; } = checks;

    /// <summary>The client that uses the session.</summary>
    public Visitor Alice { get; } = new(shop, department, screen);

    /// <summary>Of the write that only the primary shows; filled by the step that pauses replay.</summary>
    public string? Bookmark { get; set; }

    /// <summary>The replica that is resumed and later killed.</summary>
    public DatabaseServer First => Department.First;

    /// <summary>The replica that stays paused.</summary>
    public DatabaseServer Second => Department.Second;

    public DatabaseServer Primary => Department.Primary;

    /// <summary>The status in an answer's only row.</summary>
    public static string? StatusOf(GatewayAnswer answer) => (string?)answer.Value("status");

    /// <summary>The port in an answer's only row: engines differ in how large they take that number to be.</summary>
    public static int? PortOf(GatewayAnswer answer) =>
        int.TryParse(answer.Value("port")?.ToString(), CultureInfo.InvariantCulture, out var port) ? port : null;

    /// <summary>Who answered, by the word of the database server itself.</summary>
    public string SelfOf(GatewayAnswer answer) => Department.NameOf(PortOf(answer));

    /// <summary>Checks who served a read: by the receipt, and by what the server says of itself in the rows.</summary>
    public void CheckServedBy(GatewayAnswer answer, DatabaseRole role, params ReadOnlySpan<DatabaseServer> servers)
    {
        CheckReceipt(answer, role, servers);
        var port = PortOf(answer);
        Checks.Equal($"and the database server itself says so: its port is {port}", answer.Server, Department.NameOf(port));
    }

    /// <summary>Checks that the primary ran a write: by the receipt, and by the port that the write left in its row.</summary>
    public async Task CheckWrittenAsync(GatewayAnswer answer, int id, CancellationToken cancellationToken)
    {
        CheckReceipt(answer, DatabaseRole.Primary, Primary);
        var port = await Department.AskPrimaryWhoMadeAsync(id, cancellationToken);
        Checks.Equal($"and the row itself says so: it was made on port {port}", answer.Server, Department.NameOf(port));
    }

    public void Dispose() => Alice.Dispose();

    private void CheckReceipt(GatewayAnswer answer, DatabaseRole role, params ReadOnlySpan<DatabaseServer> servers)
    {
        var expected = role == DatabaseRole.Primary ? "primary" : "replica";
        var names = servers.ToArray().Select(server => server.Name).ToArray();
        Checks.That(
            $"the receipt names the {expected} {answer.Server}",
            answer.Role == expected && names.Contains(answer.Server),
            $"it says {answer.Role} {answer.Server}, and expected was {string.Join(" or ", names)}");
    }
}
