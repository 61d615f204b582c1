using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Causality.Servers;

/// <summary>Servers of MySQL or MariaDB, whose commits wait for a replica as both call semi-synchronous.</summary>
/// <remarks>
/// The primary waits after it has written its binary log and before it shows the commit, so that replicas that nobody waits for
/// show it first.
/// </remarks>
public abstract class BinlogServers : TestServers
{
    /// <summary>Longer than any commit of these tests waits.</summary>
    private protected const int NeverGiveUpMilliseconds = 600_000;

    /// <inheritdoc/>
    protected override string Database => "app";

    /// <summary>Asks the primary how many replicas acknowledge what they receive.</summary>
    private protected abstract string AcknowledgersQuery { get; }

    private protected abstract string LetPrimaryWait { get; }

    private protected abstract string LetPrimaryGo { get; }

    /// <summary>Lets a replica acknowledge, from the moment at which it next connects, or no longer.</summary>
    private protected abstract string Acknowledge(bool on);

    /// <summary>Lets a replica connect once more.</summary>
    private protected abstract string Reconnect { get; }

    internal override async Task LetCommitsWaitForAsync(DatabaseServer replica, CancellationToken cancellationToken)
    {
        await replica.ExecuteAsync($"{Acknowledge(on: true)}; {Reconnect}", cancellationToken);
        await Wait.UntilAsync(
            $"{replica.Name} acknowledges what it receives",
            async token => await Cluster.Primary.ScalarAsync<int>(AcknowledgersQuery, token) == 1,
            cancellationToken: cancellationToken);
        await Cluster.Primary.ExecuteAsync(LetPrimaryWait, cancellationToken);
    }

    internal override async Task LetCommitsGoAsync(CancellationToken cancellationToken)
    {
        await Cluster.Primary.ExecuteAsync(LetPrimaryGo, cancellationToken);
        foreach (var replica in Cluster.Replicas.Where(replica => replica.State == ServerState.Running))
        {
            await replica.ExecuteAsync($"{Acknowledge(on: false)}; {Reconnect}", cancellationToken);
        }
    }

    private protected override Dictionary<string, object?> Configure(
        string redis, IReadOnlyDictionary<string, object?> clusterSettings) =>
        base.Configure(redis, new Dictionary<string, object?>(clusterSettings)
        {
            ["Connection"] = $"{Login(SqlLogin.Application)};Database={Database}",
            ["Monitor"] = Login(SqlLogin.Monitor),
        });

    /// <summary>Asks every server what it is: of the two families, one is easily taken for the other.</summary>
    /// <exception cref="InvalidOperationException">One is not of the family, or older than what is supported.</exception>
    private protected static async Task<ReplicatedCluster> OfFamilyAsync(ReplicatedCluster cluster, bool isMariaDb, Version oldest)
    {
        foreach (var server in cluster.Servers)
        {
            var version = await server.ScalarAsync<string>("select @@version") ?? "";
            var comment = await server.ScalarAsync<string>("select @@version_comment") ?? "";
            var saysMariaDb = $"{version} {comment}".Contains("MariaDB", StringComparison.OrdinalIgnoreCase);
            if (saysMariaDb != isMariaDb || Version.Parse(version.Split('-')[0]) < oldest)
            {
                await cluster.DisposeAsync();
                throw new InvalidOperationException($"{server.Name} says that it is {version} ({comment}).");
            }
        }

        return cluster;
    }

    private protected override CounterTable NewTable(string name) => new MySqlCounterTable(Database, name);

    private static string Login(SqlLogin login) => $"User ID={login.User};Password={login.Password}";
}
