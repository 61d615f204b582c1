using CausalGateway.LocalCluster.MySql;

namespace CausalGateway.Functional.Configuration;

public sealed class MariaDbSetupTests(MariaDbGateway shared) : MySqlFamilySetupTests(shared)
{
    private protected override string Headline => "MariaDB";

    private protected override string DocumentedDatabase => "people";

    private protected override IReadOnlyDictionary<string, string> WrongSettings => new Dictionary<string, string>
    {
        ["gtid_strict_mode"] = "OFF",
    };

    private protected override (string Complaint, IReadOnlyList<string> Mend) WrongSettingsMend =>
        ("gtid_strict_mode is off", ["SET GLOBAL gtid_strict_mode = ON"]);

    private protected override (string Spoil, string Mend) WritableReplica =>
        ("set global read_only = off", "SET GLOBAL read_only = ON");

    private protected override async Task<ReplicatedCluster> StartClusterAsync(
        int replicas, IReadOnlyDictionary<string, string> settings) =>
        await MariaDbCluster.StartAsync(new MariaDbClusterOptions { Replicas = replicas, Fsync = false, Settings = settings }, Token);
}
