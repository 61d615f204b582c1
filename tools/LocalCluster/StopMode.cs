namespace CausalGateway.LocalCluster;

/// <summary>How a server is asked to end. PostgreSQL's words; an engine that knows fewer ways takes the nearest one.</summary>
public enum StopMode
{
    /// <summary>Disconnects clients, rolls back their work and shuts down cleanly.</summary>
    Fast,

    /// <summary>Waits for the clients to leave first.</summary>
    Smart,

    /// <summary>Ends at once without a clean shutdown; the next start recovers.</summary>
    Immediate,
}
