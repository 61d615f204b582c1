using CausalGateway.LocalCluster.Processes;
using Npgsql;

namespace CausalGateway.LocalCluster.Postgres;

/// <summary>One PostgreSQL server.</summary>
internal sealed class PostgresServer : DatabaseServer
{
    private readonly PostgresBinaries _binaries;

    internal PostgresServer(Sandbox sandbox, PostgresBinaries binaries, string name, DatabaseRole role)
        : base(sandbox, name, role) => _binaries = binaries;

    /// <summary>The name of the replication slot that it uses at its source.</summary>
    public string SlotName => Name.Replace('-', '_');

    private string LockFile => Path.Combine(DataFolder, "postmaster.pid");

    public override string GetConnectionString(string? database = null) => new NpgsqlConnectionStringBuilder
    {
        Host = Host,
        Port = Port,
        Username = "postgres",
        Database = database ?? "postgres",
        ApplicationName = "local-cluster",
        Pooling = false,
        Timeout = 5,
    }.ConnectionString;

    public override async Task ExecuteAsync(string sql, CancellationToken cancellationToken = default) =>
        await RunAsync(sql, command => command.ExecuteNonQueryAsync(cancellationToken), cancellationToken);

    public override async Task<T?> ScalarAsync<T>(string sql, CancellationToken cancellationToken = default)
        where T : default
    {
        var value = await RunAsync(sql, command => command.ExecuteScalarAsync(cancellationToken), cancellationToken);
        return value is null or DBNull ? default : (T)value;
    }

    /// <summary>Runs one of PostgreSQL's programs in this server's folder.</summary>
    internal Task<string> RunToolAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        Sandbox.Tools.RunAsync(Folder, _binaries[program], arguments, cancellationToken);

    /// <summary>
    /// Removes the folder of a server that does not run any more, and the System V segment that a killed one leaves.
    /// </summary>
    internal async Task RemoveDataAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(LockFile))
        {
            // Its seventh line is "key id". Another start may have removed the segment meanwhile.
            var segment = (await File.ReadAllLinesAsync(LockFile, cancellationToken)).ElementAtOrDefault(6)?.Split(' ').Last();
            await Sandbox.Tools.RunAsync(Folder, "sh", ["-c", "ipcrm -m \"$1\" || true", "sh", $"{segment}"], cancellationToken);
        }

        Directory.Delete(Folder, recursive: true);
    }

    private protected override (string Executable, IReadOnlyList<string> Arguments) GetCommand() =>
        (_binaries["postgres"], ["-D", DataFolder, "-p", $"{Port}", "-c", $"cluster_name={Name}"]);

    private protected override ProcessSignal GetStopSignal(StopMode mode) => mode switch
    {
        StopMode.Smart => ProcessSignal.Terminate,
        StopMode.Immediate => ProcessSignal.Quit,
        _ => ProcessSignal.Interrupt,
    };

    private protected override ValueTask<bool> IsReadyAsync(int processId, CancellationToken cancellationToken)
    {
        // As pg_ctl does it: the first line of the lock file is the postmaster's id, the eighth its state.
        try
        {
            var lines = File.ReadAllLines(LockFile);
            return ValueTask.FromResult(lines.Length >= 8 && lines[0] == $"{processId}" && lines[7].Trim() == "ready");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return ValueTask.FromResult(false);
        }
    }

    private async Task<TResult> RunAsync<TResult>(
        string sql, Func<NpgsqlCommand, Task<TResult>> run, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(GetConnectionString());
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await run(command);
    }
}
