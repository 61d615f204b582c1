namespace CausalGateway.Engines.Conformance.Support;

/// <summary>A way through a relay.</summary>
internal sealed class RelayLink(Relay relay) : ILink
{
    public int Port => relay.Port;

    public void Cut(CutMode mode = CutMode.Refuse) => relay.Cut(mode);

    public void Heal() => relay.Heal();

    public void Reset() => relay.Reset();
}
