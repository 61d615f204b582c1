using System.Text.RegularExpressions;

namespace CausalGateway.Functional.Configuration;

/// <summary>
/// Servers that are set up wrongly: the gateway does not start, and does once it has been done what it says; and users with the
/// rights that the documentation gives them.
/// </summary>
public abstract partial class MySqlFamilySetupTests(SharedGateway shared) : GatewayTests(shared)
{
    /// <summary>The engine's headline in the documentation of the rights.</summary>
    private protected abstract string Headline { get; }

    /// <summary>The database that the documentation's statements are about.</summary>
    private protected abstract string DocumentedDatabase { get; }

    /// <summary>Settings under which a server does not number its transactions as causal reads need it.</summary>
    private protected abstract IReadOnlyDictionary<string, string> WrongSettings { get; }

    /// <summary>What the gateway says of them, and what mends them.</summary>
    private protected abstract (string Complaint, IReadOnlyList<string> Mend) WrongSettingsMend { get; }

    /// <summary>What makes a replica take writes, and what mends that.</summary>
    private protected abstract (string Spoil, string Mend) WritableReplica { get; }

    [Fact]
    public async Task Start_SettingsAreWrong_IsRefusedUntilTheyAreMended()
    {
        await using var cluster = await StartClusterAsync(0, WrongSettings);

        var refused = await Assert.ThrowsAsync<LocalClusterException>(() => StartGatewayAsync(cluster));
        Assert.Contains("servers are not set up for causal reads", refused.Message, StringComparison.Ordinal);
        Assert.Contains(WrongSettingsMend.Complaint, refused.Message, StringComparison.Ordinal);
        foreach (var statement in WrongSettingsMend.Mend)
        {
            Assert.Contains(statement.Split(" = ")[0], refused.Message, StringComparison.Ordinal);
            await cluster.Primary.ExecuteAsync(statement, Token);
        }

        await using var gateway = await StartGatewayAsync(cluster);
        Assert.True((await gateway.Client.QueryAsync(Database, new { sql = "select 1" }, cancellationToken: Token)).IsSuccess);
    }

    [Fact]
    public async Task Start_ReplicaTakesWrites_IsRefusedUntilItDoesNot()
    {
        await using var cluster = await StartClusterAsync(1, new Dictionary<string, string>());
        var replica = cluster.Replicas[0];
        await replica.ExecuteAsync(WritableReplica.Spoil, Token);

        var refused = await Assert.ThrowsAsync<LocalClusterException>(() => StartGatewayAsync(cluster));
        Assert.Contains($"{replica.Name}: It is a replica that takes writes", refused.Message, StringComparison.Ordinal);
        Assert.Contains(WritableReplica.Mend, refused.Message, StringComparison.Ordinal);
        await replica.ExecuteAsync(WritableReplica.Mend, Token);

        await using var gateway = await StartGatewayAsync(cluster);
        await gateway.UntilHealthAsync("up", Token);
    }

    [Fact]
    public async Task Start_UsersWithTheDocumentedRights_CanDoAllThatIsNeeded()
    {
        var table = await CreateTableAsync("id int");
        await Servers.Primary.ExecuteAsync(DocumentedStatements(), Token);
        await Servers.WaitForReplayAsync(Token);

        await using var gateway = await Servers.StartGatewayAsync(clusterSettings: new Dictionary<string, object?>
        {
            ["Connection"] = $"Username=causal_app;Password=a documented one;Database={Database}",
            ["Monitor"] = "Username=causal_monitor;Password=a documented one",
        });
        await gateway.UntilHealthAsync("up", Token);
        var write = await gateway.Client.QueryAsync(Database, new { sql = $"insert into {table} values (1)" }, cancellationToken: Token);
        Assert.True(write.IsSuccess, write.Body);
        await Wait.UntilAsync(
            "a replica serves the read",
            async token => await gateway.Client.QueryAsync(
                Database, new { sql = $"select id from {table}" }, null, write.Bookmark, token) is { Role: "replica" } read
                && (int?)read.Value("id") == 1,
            cancellationToken: Token);
        var slow = await gateway.Client.QueryAsync(
            Database, new { sql = $"select count(*) as n from (select sleep(20)) s, {table}", timeoutMs = 200 }, cancellationToken: Token);
        Problem.Is(slow, 504, "timeout");
        var topology = await gateway.TopologyAsync(Token);
        Assert.All(Servers.Cluster.Replicas, replica => Assert.Equal("streaming", (string?)topology[replica.Name]["replication"]));
    }

    private protected abstract Task<ReplicatedCluster> StartClusterAsync(int replicas, IReadOnlyDictionary<string, string> settings);

    private static Task<GatewayProcess> StartGatewayAsync(ReplicatedCluster cluster) => GatewayProcess.StartAsync(
        new GatewayProcessOptions
        {
            Settings = GatewayProcessOptions.Over(
                cluster, Database,
                clusterSettings: new Dictionary<string, object?>
                {
                    ["Connection"] = $"Username=app;Password=app;Database={Database}",
                    ["Monitor"] = "Username=monitor;Password=monitor",
                }),
        },
        Token);

    /// <summary>The statements of the documentation, with a password, for this database.</summary>
    private string DocumentedStatements()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CausalGateway.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        var text = File.ReadAllText(Path.Combine(folder.FullName, "docs", "operations.md"));
        var section = text[text.IndexOf($"### {Headline}\n", StringComparison.Ordinal)..];
        var statements = SqlBlock().Match(section).Groups[1].Value;
        Assert.Contains("causal_monitor", statements, StringComparison.Ordinal);
        Assert.Contains($"on {DocumentedDatabase}.*", statements, StringComparison.Ordinal);
        return statements
            .Replace("'...'", "'a documented one'", StringComparison.Ordinal)
            .Replace($"on {DocumentedDatabase}.*", $"on {Database}.*", StringComparison.Ordinal);
    }

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex SqlBlock();
}
