namespace CausalGateway.LocalCluster.Processes;

/// <summary>The signals that are used here, with Linux's numbers.</summary>
internal enum ProcessSignal
{
    None = 0,
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}
