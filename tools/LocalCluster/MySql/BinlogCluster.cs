namespace CausalGateway.LocalCluster.MySql;

/// <summary>
/// A primary and replicas that follow it by its binary log, with GTIDs. Every server knows the users of
/// <see cref="SqlLogin"/> and has an empty database <c>app</c>; both are nobody's transactions.
/// </summary>
public abstract partial class BinlogCluster : ReplicatedCluster
{
    private readonly BinlogDialect _dialect;
    private readonly BinlogClusterOptions _options;
    private readonly ServerCertificates _certificates;
    private string _template = "";
    private int _made;
    private int _serverIds;

    private protected BinlogCluster(BinlogDialect dialect, BinlogClusterOptions options, Sandbox sandbox)
        : base(sandbox, ownsSandbox: options.Sandbox is null)
    {
        _dialect = dialect;
        _options = options;
        _certificates = ServerCertificates.Create(Path.Combine(sandbox.Folder, dialect.Engine));
    }

    /// <inheritdoc/>
    public override string Engine => _dialect.Engine;

    /// <summary>The path of the command line client that belongs to the servers: another engine's may not know how to log in.</summary>
    public string ClientProgram => _dialect.Programs.Client;

    /// <summary>The certificate, as PEM, of the authority that the servers' certificates come from.</summary>
    public string AuthorityFile => _certificates.AuthorityFile;

    /// <summary>Runs statements on a server by its client program, on a connection of its own.</summary>
    /// <param name="server">The server.</param>
    /// <param name="sql">Statements with semicolons between them.</param>
    /// <param name="login">As whom; the administrator if null.</param>
    /// <param name="database">In which database; none if null.</param>
    /// <param name="cancellationToken">Ends the client.</param>
    /// <returns>The results of those that have any.</returns>
    /// <exception cref="SqlErrorException">A statement failed, or the server does not answer.</exception>
    public Task<IReadOnlyList<SqlResult>> QueryAsync(
        DatabaseServer server,
        string sql,
        SqlLogin? login = null,
        string? database = "app",
        CancellationToken cancellationToken = default) =>
        Mine(server).QueryAsync(sql, login ?? SqlLogin.Administrator, database, cancellationToken);

    /// <summary>Opens a connection by the server's client program that lives until it is disposed.</summary>
    /// <exception cref="SqlErrorException">The server does not answer, or refuses.</exception>
    public Task<SqlSession> OpenSessionAsync(
        DatabaseServer server,
        SqlLogin? login = null,
        string? database = "app",
        CancellationToken cancellationToken = default) =>
        Mine(server).OpenSessionAsync(login ?? SqlLogin.Administrator, database, cancellationToken);

    /// <summary>Starts a cluster that was just constructed; disposes it if that fails.</summary>
    private protected async Task StartServersAsync(CancellationToken cancellationToken)
    {
        try
        {
            _template = await _dialect.GetTemplateAsync(cancellationToken);
            var primary = MakeServer(DatabaseRole.Primary);
            Primary = primary;
            var replicas = Enumerable.Range(0, _options.Replicas).Select(_ => MakeServer(DatabaseRole.Replica)).ToList();
            var started = MakeAndStartAsync(primary, cancellationToken);
            await Task.WhenAll(
                replicas.Select(replica => MakeAndFollowAsync(replica, primary, started, cancellationToken)).Append(started));
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a data folder and starts the server, which follows nobody.</summary>
    private async Task MakeAndStartAsync(BinlogServer server, CancellationToken cancellationToken)
    {
        var further = _options.Settings.Select(setting => (setting.Key, setting.Value));
        await server.MakeDataAsync(
            _template,
            Interlocked.Increment(ref _serverIds),
            [
                .. _dialect.GetSettings(_options),
                .. _dialect.GetServerSettings(_options, server.Index),
                ("ssl_ca", _certificates.AuthorityFile),
                ("ssl_cert", _certificates.CertificateFile),
                ("ssl_key", _certificates.KeyFile),
                .. further,
            ],
            cancellationToken);
        await server.StartAsync(cancellationToken);
    }

    private BinlogServer MakeServer(DatabaseRole role)
    {
        var server = new BinlogServer(Sandbox, _dialect, Interlocked.Increment(ref _made) - 1, role);
        Add(server);
        return server;
    }

    private BinlogServer Mine(DatabaseServer server) => (BinlogServer)Own(server);

    private BinlogServer Replica(DatabaseServer server) =>
        Own(server).Role == DatabaseRole.Replica
            ? (BinlogServer)server
            : throw new InvalidOperationException($"{server.Name} is not a replica.");
}
