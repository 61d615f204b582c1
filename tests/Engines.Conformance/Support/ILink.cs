namespace CausalGateway.Engines.Conformance.Support;

/// <summary>A client's way to a server.</summary>
public interface ILink
{
    /// <summary>Cuts it.</summary>
    void Cut(CutMode mode = CutMode.Refuse);

    /// <summary>Restores it.</summary>
    void Heal();

    /// <summary>Resets the open connections, once.</summary>
    void Reset();
}
