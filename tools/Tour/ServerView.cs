namespace CausalGateway.Tour;

/// <summary>A server as the gateway's topology shows it.</summary>
internal sealed record ServerView(string Name, string Role, string Health, string? Replication)
{
    public bool IsUp => Health == "up";

    public override string ToString() => $"{Name} {Role} {Health} {Replication}".TrimEnd();
}
