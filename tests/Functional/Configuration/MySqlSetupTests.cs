using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Functional.Configuration;

public sealed class MySqlSetupTests(MySqlGateway shared) : MySqlFamilySetupTests(shared)
{
    private protected override string Headline => "MySQL";

    private protected override string DocumentedDatabase => "catalog";

    private protected override IReadOnlyDictionary<string, string> WrongSettings => new Dictionary<string, string>
    {
        ["gtid_mode"] = "OFF", ["enforce_gtid_consistency"] = "OFF",
    };

    private protected override (string Complaint, IReadOnlyList<string> Mend) WrongSettingsMend =>
    (
        "my-1: gtid_mode is OFF",
        [
            "SET PERSIST enforce_gtid_consistency = ON", "SET PERSIST gtid_mode = OFF_PERMISSIVE", "SET PERSIST gtid_mode = ON_PERMISSIVE",
            "SET PERSIST gtid_mode = ON",
        ]
    );

    private protected override (string Spoil, string Mend) WritableReplica =>
        ("set global super_read_only = off; set global read_only = off", "SET PERSIST super_read_only = ON");

    private protected override async Task<ReplicatedCluster> StartClusterAsync(
        int replicas, IReadOnlyDictionary<string, string> settings) =>
        await MySqlCluster.StartAsync(new MySqlClusterOptions { Replicas = replicas, Fsync = false, Settings = settings }, Token);
}
