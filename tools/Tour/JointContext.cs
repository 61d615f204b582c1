using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.Gateway;

namespace CausalGateway.Tour;

/// <summary>What the steps share that take place in all departments. A step fills what later ones need.</summary>
internal sealed class JointContext(Shop shop, Screen screen, Checks checks) : IDisposable
{
    private readonly Dictionary<Department, Visitor> _carol =
        shop.Departments.ToDictionary(department => department, department => new Visitor(shop, department, screen));

    public Shop Shop { get; } = shop;

    public Screen Screen { get; } = screen;

    public Checks Checks { get; } = checks;

    public IReadOnlyList<Department> Departments => Shop.Departments;

    /// <summary>The department whose replica is paused.</summary>
    public Department Lagging => Departments[^1];

    /// <summary>The last bookmark that Carol got, from whichever department: it is all that remembers what she did.</summary>
    public string? Bookmark { get; set; }

    /// <summary>The client that goes through all departments, in one of them.</summary>
    public Visitor Carol(Department department) => _carol[department];

    /// <summary>Carol enters a row in a department, sending back the last bookmark she got and nothing else.</summary>
    public async Task WriteAsync(Department department, int id, string item, CancellationToken cancellationToken)
    {
        var written = await Carol(department).AskAsync(
            department.Insert(id, item, department.FirstStatus), bookmark: Bookmark, cancellationToken: cancellationToken);
        Checks.That(
            $"{department.Name}: the primary {department.Primary.Name} took it",
            written.IsSuccess && written.Server == department.Primary.Name, written.Body);
        Bookmark = written.Bookmark;
    }

    /// <summary>Carol reads a row under her bookmark, and may have to wait for a replica.</summary>
    public Task<GatewayAnswer> ReadAsync(Department department, int id, CancellationToken cancellationToken) =>
        Carol(department).AskAsync(
            department.Read(waitTimeoutMs: 5_000, id: id), bookmark: Bookmark, cancellationToken: cancellationToken);

    /// <summary>Checks that a replica showed the row: by the receipt, and by what the server says of itself.</summary>
    public void CheckRead(Department department, GatewayAnswer read, string item, params DatabaseServer[] servers)
    {
        Checks.Equal($"{department.Name}: the read shows what was written", item, (string?)read.Value("item"));
        var port = TourContext.PortOf(read);
        Checks.That(
            $"the receipt names the replica {read.Server}, and so does its port {port}",
            read.Role == "replica" && read.Server == department.NameOf(port) && servers.Any(server => server.Name == read.Server),
            $"it names the {read.Role} {read.Server}, the port is that of {department.NameOf(port)}");
    }

    public void Dispose()
    {
        foreach (var visitor in _carol.Values)
        {
            visitor.Dispose();
        }
    }
}
