namespace CausalGateway.Gateway.Configuration;

/// <summary>A section under a section: once, once for each name, or a list of them.</summary>
internal abstract record Group(string Name) : Member(Name)
{
    /// <summary>What may stand in it.</summary>
    public required Schema Schema { get; init; }

    /// <summary>
    /// What stands for the key between the group and its members in the documentation, e.g. <c>&lt;cluster&gt;</c>; empty if the
    /// group stands there once.
    /// </summary>
    public string KeyPlaceholder { get; init; } = "";
}
