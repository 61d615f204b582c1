namespace CausalGateway.LocalCluster;

/// <summary>What the process of a server is doing, as the operating system sees it.</summary>
public enum ServerState
{
    /// <summary>There is no process.</summary>
    Stopped,

    /// <summary>The process runs.</summary>
    Running,

    /// <summary>
    /// The process and its children are stopped by SIGSTOP: connections are accepted by the kernel, nobody answers.
    /// </summary>
    Frozen,
}
