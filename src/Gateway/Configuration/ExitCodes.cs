namespace CausalGateway.Gateway.Configuration;

/// <summary>What the process says to whoever started it.</summary>
internal static class ExitCodes
{
    /// <summary>It did what it was asked to, and ended in order.</summary>
    public const int Success = 0;

    /// <summary>It failed while starting or running, e.g. because its address is taken.</summary>
    public const int Failure = 1;

    /// <summary>The command line or the configuration is wrong; nothing was started.</summary>
    public const int Misconfigured = 2;
}
