using System.Data.Common;
using System.Security.Cryptography;
using CausalGateway.LocalCluster;

namespace CausalGateway.Tour;

/// <summary>
/// One logical database of the shop, the servers below it, and how its SQL is spelt. A table of it has the columns <c>id</c>,
/// <c>item</c>, <c>status</c> and <c>made_on</c>: the port that the server which ran the write says itself to listen on.
/// </summary>
internal abstract class Department : IAsyncDisposable
{
    /// <summary>The logical database's name, and its name on the servers.</summary>
    public abstract string Name { get; }

    /// <summary>The engine as people call it.</summary>
    public abstract string Engine { get; }

    /// <summary>The servers, behind the gateway's back, once they are started.</summary>
    public abstract ReplicatedCluster Cluster { get; }

    /// <summary>The thing that the tour follows.</summary>
    public abstract string Item { get; }

    /// <summary>Its status when it is entered.</summary>
    public abstract string FirstStatus { get; }

    /// <summary>Its status after the change that replicas do not show.</summary>
    public abstract string SecondStatus { get; }

    /// <summary>What pauses replay on a replica.</summary>
    public abstract string PauseSql { get; }

    /// <summary>What lets it go on.</summary>
    public abstract string ResumeSql { get; }

    public abstract string CreateSql { get; }

    /// <summary>Enters a row: id, item, status.</summary>
    public abstract string InsertSql { get; }

    /// <summary>Changes a row: the parameters are made by <see cref="Update"/>.</summary>
    public abstract string UpdateSql { get; }

    /// <summary>A row by its id, and in the same statement the port of the server that answers.</summary>
    public abstract string ReadSql { get; }

    /// <summary>All rows in the order of their ids, with that port.</summary>
    public abstract string ListSql { get; }

    public string QueryPath => $"/v1/{Name}/query";

    public string ExplainPath => $"/v1/{Name}/explain";

    public string TopologyPath => $"/v1/{Name}/topology";

    public DatabaseServer Primary => Cluster.Primary;

    /// <summary>The replica that is resumed and later killed.</summary>
    public DatabaseServer First => Cluster.Replicas[0];

    /// <summary>The replica that stays paused.</summary>
    public DatabaseServer Second => Cluster.Replicas[1];

    /// <summary>Starts the servers with a user who owns the database and another who may only look at the servers.</summary>
    public abstract Task StartAsync(Sandbox sandbox, CancellationToken cancellationToken);

    /// <summary>The section of the gateway's configuration for these servers.</summary>
    public abstract Dictionary<string, object> Configure();

    /// <summary>What somebody would type in a shell to run SQL on a server as its administrator.</summary>
    public abstract string ShellCommand(DatabaseServer server, string sql);

    /// <summary>The port that made the row, as the primary itself tells it, not through the gateway.</summary>
    public abstract Task<int> AskPrimaryWhoMadeAsync(int id, CancellationToken cancellationToken);

    /// <summary>How many rows with this id a server has, as it tells itself, not through the gateway.</summary>
    public abstract Task<long> CountAsync(DatabaseServer server, int id, CancellationToken cancellationToken);

    public object Insert(int id, string item, string status) => new { sql = InsertSql, @params = new object[] { id, item, status } };

    public virtual object Update(int id, string status) => new { sql = UpdateSql, @params = new object[] { id, status } };

    /// <summary>Reads a row, and who answers.</summary>
    public Dictionary<string, object> Read(string? consistency = null, int? waitTimeoutMs = null, int id = 1)
    {
        var request = new Dictionary<string, object> { ["sql"] = ReadSql, ["params"] = new[] { id } };
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

    /// <summary>The port that a server says itself to listen on, as the name of the server that has it.</summary>
    public string NameOf(int? port) => Cluster.Servers.FirstOrDefault(server => server.Port == port)?.Name ?? $"port {port}";

    public abstract ValueTask DisposeAsync();

    protected Dictionary<string, object> Configure(string engine, string connection, string monitor) => new()
    {
        ["Engine"] = engine,
        ["Connection"] = connection,
        ["Monitor"] = monitor,
        ["Servers"] = Cluster.Servers.Select(server => new { server.Name, Endpoint = $"{server.Host}:{server.Port}" }).ToArray(),
    };

    protected static string MakePassword() => RandomNumberGenerator.GetHexString(32);

    protected static string Credentials(string user, string password, string database, string more = "")
    {
        var builder = new DbConnectionStringBuilder { ConnectionString = more };
        builder["Username"] = user;
        builder["Password"] = password;
        builder["Database"] = database;
        return builder.ConnectionString;
    }
}
