namespace CausalGateway.LocalCluster;

/// <summary>Where servers live and what remains of them.</summary>
public sealed record SandboxOptions
{
    /// <summary>The folder, which must not exist or be empty. Default: a fresh one below the system's temporary folder.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether data and logs stay when the sandbox is disposed. Default: false.</summary>
    public bool KeepFolder { get; init; }
}
