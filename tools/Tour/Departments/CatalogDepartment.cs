using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Tour;

/// <summary>The catalogue, on MySQL.</summary>
internal sealed class CatalogDepartment : Department
{
    private const string AppUser = "shop_app";
    private const string MonitorUser = "shop_monitor";

    private readonly string _appPassword = MakePassword();
    private readonly string _monitorPassword = MakePassword();
    private MySqlCluster? _cluster;

    public override string Name => "catalog";

    public override string Engine => "MySQL";

    public override ReplicatedCluster Cluster => _cluster!;

    public override string Item => "teapot";

    public override string FirstStatus => "planned";

    public override string SecondStatus => "in stock";

    public override string PauseSql => "stop replica sql_thread";

    public override string ResumeSql => "start replica sql_thread";

    public override string CreateSql =>
        "create table catalog (id int primary key, item varchar(80) not null, status varchar(20) not null, made_on int not null)";

    public override string InsertSql => "insert into catalog values (?, ?, ?, @@port)";

    public override string UpdateSql => "update catalog set status = ?, made_on = @@port where id = ?";

    public override string ReadSql => "select id, item, status, @@port as port from catalog where id = ?";

    public override string ListSql => "select id, item, status, @@port as port from catalog order by id";

    public override async Task StartAsync(Sandbox sandbox, CancellationToken cancellationToken)
    {
        _cluster = await MySqlCluster.StartAsync(new MySqlClusterOptions { Sandbox = sandbox, Replicas = 2 }, cancellationToken);
        await Primary.ExecuteAsync(
            $"""
            create database {Name};
            create user {AppUser}@'127.0.0.1' identified by '{_appPassword}';
            grant all on {Name}.* to {AppUser}@'127.0.0.1';
            create user {MonitorUser}@'127.0.0.1' identified by '{_monitorPassword}';
            grant replication client on *.* to {MonitorUser}@'127.0.0.1'
            """,
            cancellationToken);
        foreach (var replica in Cluster.Replicas)
        {
            await Cluster.WaitForReplayAsync(replica, cancellationToken);
        }
    }

    public override Dictionary<string, object> Configure() => Configure(
        "mysql", Credentials(AppUser, _appPassword, Name), Credentials(MonitorUser, _monitorPassword, Name));

    /// <summary>The parameters stand in the order of the text: the status, then the id.</summary>
    public override object Update(int id, string status) => new { sql = UpdateSql, @params = new object[] { status, id } };

    public override string ShellCommand(DatabaseServer server, string sql) =>
        $"{_cluster!.ClientProgram} --no-defaults -h {server.Host} -P {server.Port} -u root -e '{sql}'";

    public override Task<int> AskPrimaryWhoMadeAsync(int id, CancellationToken cancellationToken) =>
        Primary.ScalarAsync<int>($"select made_on from {Name}.catalog where id = {id}", cancellationToken);

    public override Task<long> CountAsync(DatabaseServer server, int id, CancellationToken cancellationToken) =>
        server.ScalarAsync<long>($"select count(*) from {Name}.catalog where id = {id}", cancellationToken);

    public override ValueTask DisposeAsync() => _cluster?.DisposeAsync() ?? default;
}
