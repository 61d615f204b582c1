using CausalGateway.Engines.InMemory;

namespace CausalGateway.Engines.Conformance.InMemory;

/// <summary>A way to a server in this process.</summary>
internal sealed class MemoryLink(InMemoryLink link) : ILink
{
    public InMemoryLink Link => link;

    public void Cut(CutMode mode = CutMode.Refuse)
    {
        if (mode == CutMode.Refuse)
        {
            link.Refuse();
            return;
        }

        link.Stall();
        if (mode == CutMode.BlackHole)
        {
            link.Reset();
        }
    }

    public void Heal() => link.Heal();

    public void Reset() => link.Reset();
}
