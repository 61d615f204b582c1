using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.Postgres;

namespace CausalGateway.Tour;

/// <summary>The orders, on PostgreSQL.</summary>
internal sealed class OrdersDepartment : Department
{
    private const string AppRole = "shop_app";
    private const string MonitorRole = "shop_monitor";

    private readonly string _appPassword = MakePassword();
    private readonly string _monitorPassword = MakePassword();
    private PostgresCluster? _cluster;

    public override string Name => "orders";

    public override string Engine => "PostgreSQL";

    public override ReplicatedCluster Cluster => _cluster!;

    public override string Item => "teapot";

    public override string FirstStatus => "ordered";

    public override string SecondStatus => "shipped";

    public override string PauseSql => "select pg_wal_replay_pause()";

    public override string ResumeSql => "select pg_wal_replay_resume()";

    public override string CreateSql =>
        "create table orders (id int primary key, item text not null, status text not null, made_on int not null)";

    public override string InsertSql =>
        "insert into orders values ($1, $2, $3, inet_server_port()) returning id, status, inet_server_port() as port";

    public override string UpdateSql =>
        "update orders set status = $2, made_on = inet_server_port() where id = $1 returning id, status, inet_server_port() as port";

    public override string ReadSql => "select id, item, status, inet_server_port() as port from orders where id = $1";

    public override string ListSql => "select id, item, status, inet_server_port() as port from orders order by id";

    public override async Task StartAsync(Sandbox sandbox, CancellationToken cancellationToken)
    {
        _cluster = await PostgresCluster.StartAsync(
            new PostgresClusterOptions { Sandbox = sandbox, Replicas = 2, RequirePasswords = true }, cancellationToken);
        await Primary.ExecuteAsync(
            $"create role {AppRole} login password '{_appPassword}'; "
            + $"create role {MonitorRole} login password '{_monitorPassword}'; grant pg_monitor to {MonitorRole}",
            cancellationToken);
        await Primary.ExecuteAsync($"create database {Name} owner {AppRole}", cancellationToken);
        foreach (var replica in Cluster.Replicas)
        {
            await Cluster.WaitForReplayAsync(replica, cancellationToken);
        }
    }

    public override Dictionary<string, object> Configure() => Configure(
        "postgres", Credentials(AppRole, _appPassword, Name), Credentials(MonitorRole, _monitorPassword, "postgres"));

    public override string ShellCommand(DatabaseServer server, string sql) =>
        $"psql -h {server.Host} -p {server.Port} -U postgres -c '{sql}'";

    public override Task<int> AskPrimaryWhoMadeAsync(int id, CancellationToken cancellationToken) =>
        AskAsync<int>(Primary, $"select made_on from orders where id = {id}", cancellationToken);

    public override Task<long> CountAsync(DatabaseServer server, int id, CancellationToken cancellationToken) =>
        AskAsync<long>(server, $"select count(*) from orders where id = {id}", cancellationToken);

    public override ValueTask DisposeAsync() => _cluster?.DisposeAsync() ?? default;

    private async Task<T> AskAsync<T>(DatabaseServer server, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new Npgsql.NpgsqlConnection(server.GetConnectionString(Name));
        await connection.OpenAsync(cancellationToken);
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
