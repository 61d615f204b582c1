using System.Globalization;
using CausalGateway.LocalCluster.Processes;

namespace CausalGateway.LocalCluster.MySql;

/// <summary>One MySQL or MariaDB server.</summary>
internal sealed class BinlogServer : DatabaseServer
{
    private readonly BinlogDialect _dialect;
    private readonly SqlClient _client;

    internal BinlogServer(Sandbox sandbox, BinlogDialect dialect, int index, DatabaseRole role)
        : base(sandbox, $"{dialect.NamePrefix}-{index + 1}", role)
    {
        _dialect = dialect;
        _client = new SqlClient(sandbox.Tools, dialect);
        Index = index;
    }

    /// <summary>Its number among the cluster's servers, the first primary's being 0.</summary>
    public int Index { get; }

    private string ConfigurationFile => Path.Combine(Folder, "server.cnf");

    private string ProcessIdFile => Path.Combine(Folder, "pid");

    public override string GetConnectionString(string? database = null) =>
        $"Host={Host};Port={Port};Username={SqlLogin.Administrator.User};Database={database ?? "app"}";

    public override async Task ExecuteAsync(string sql, CancellationToken cancellationToken = default) =>
        await QueryAsync(sql, cancellationToken);

    public override async Task<T?> ScalarAsync<T>(string sql, CancellationToken cancellationToken = default)
        where T : default
    {
        var result = (await QueryAsync(sql, cancellationToken)).FirstOrDefault(result => result.Rows.Count > 0);
        if (result?.Rows[0][0] is not { } text)
        {
            return default;
        }

        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return type == typeof(bool) ? (T)(object)(text != "0") : (T)Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
    }

    /// <summary>Runs statements as the administrator, in the database <c>app</c>.</summary>
    public Task<IReadOnlyList<SqlResult>> QueryAsync(string sql, CancellationToken cancellationToken) =>
        QueryAsync(sql, SqlLogin.Administrator, "app", cancellationToken);

    public Task<IReadOnlyList<SqlResult>> QueryAsync(
        string sql, SqlLogin login, string? database, CancellationToken cancellationToken) =>
        _client.RunAsync(this, login, database, sql, cancellationToken);

    public Task<SqlSession> OpenSessionAsync(SqlLogin login, string? database, CancellationToken cancellationToken) =>
        _client.OpenSessionAsync(this, login, database, cancellationToken);

    /// <summary>Gives it the data that every server begins with, and its configuration.</summary>
    /// <param name="template">The data folder to copy.</param>
    /// <param name="serverId">Its identity to other servers, never used before.</param>
    /// <param name="settings">The configuration; a later setting of the same name wins.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task MakeDataAsync(
        string template,
        int serverId,
        IEnumerable<(string Name, string Value)> settings,
        CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Folder))
        {
            await MakeFolderAsync(cancellationToken);
        }

        await Sandbox.Tools.RunAsync(Folder, "cp", ["-a", "--reflink=auto", template, DataFolder], cancellationToken);
        (string Name, string Value)[] own =
        [
            ("server_id", $"{serverId}"), ("datadir", DataFolder), ("tmpdir", Folder), ("pid_file", ProcessIdFile),
            ("port", $"{Port}"), ("report_host", Host), ("report_port", $"{Port}"),
        ];
        await File.WriteAllLinesAsync(
            ConfigurationFile,
            own.Concat(settings).Select(setting => $"{setting.Name}={setting.Value}").Prepend("[mysqld]"),
            cancellationToken);
    }

    /// <summary>Removes the data of a server that does not run.</summary>
    internal void RemoveData() => Directory.Delete(DataFolder, recursive: true);

    private protected override (string Executable, IReadOnlyList<string> Arguments) GetCommand() =>
    (
        _dialect.Programs.Server,
        [
            $"--defaults-file={ConfigurationFile}",
            $"--{_dialect.ReadOnlyVariable.Replace('_', '-')}={(Role == DatabaseRole.Replica ? "ON" : "OFF")}",
        ]
    );

    private protected override ProcessSignal GetStopSignal(StopMode mode) =>
        mode == StopMode.Immediate ? ProcessSignal.Kill : ProcessSignal.Terminate;

    private protected override async ValueTask<bool> IsReadyAsync(int processId, CancellationToken cancellationToken)
    {
        // It writes this file once it listens; only then is it worth a client's process to ask.
        if (!File.Exists(ProcessIdFile)
            || (await File.ReadAllTextAsync(ProcessIdFile, cancellationToken)).Trim() != $"{processId}")
        {
            return false;
        }

        return await ScalarAsync<int>("select 1", cancellationToken) == 1;
    }
}
