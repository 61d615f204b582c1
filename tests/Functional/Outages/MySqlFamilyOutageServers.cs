using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Functional.Outages;

/// <summary>MySQL or MariaDB.</summary>
public abstract class MySqlFamilyOutageServers : OutageServers
{
    /// <remarks>Each server is asked by a client program of its own, which has to start first.</remarks>
    public override string LongRead(string marker) => $"select count(*) as n from (select sleep(6)) s /* {marker} */";

    public override async Task TerminateConnectionsAsync(DatabaseServer server, CancellationToken cancellationToken)
    {
        while (await server.ScalarAsync<long>(
            $"select id from information_schema.processlist where user = '{SqlLogin.Application.User}' limit 1", cancellationToken)
            is > 0 and var session)
        {
            await server.ExecuteAsync($"kill {session}", cancellationToken);
        }
    }

    private protected abstract Task<ServerSet> StartSetAsync();

    private protected sealed override async Task<ServerSet> StartServersAsync()
    {
        var servers = await StartSetAsync();
        await servers.Primary.ExecuteAsync($"create table {ServerSet.Database}.t (id int)");
        return servers;
    }
}
