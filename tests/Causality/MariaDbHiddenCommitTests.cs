using CausalGateway.Causality.Servers;

namespace CausalGateway.Causality;

/// <inheritdoc/>
/// <remarks>
/// A second group of commits that hangs holds the lock of the binary log, and with it whoever asks the primary for its position.
/// </remarks>
[Collection(nameof(OnMariaDb))]
public sealed class MariaDbHiddenCommitTests(MariaDbServers servers) : HiddenCommitTests(servers)
{
    /// <inheritdoc/>
    protected override int Writers => 1;
}
