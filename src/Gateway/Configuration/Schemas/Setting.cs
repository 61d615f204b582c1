namespace CausalGateway.Gateway.Configuration;

/// <summary>What is known of one setting, whatever its type: enough for the help and the documentation.</summary>
internal abstract record Setting(string Name) : Member(Name)
{
    /// <summary>What it does, in a sentence without a full stop.</summary>
    public required string Help { get; init; }

    /// <summary>What its text looks like, e.g. <c>duration</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The text that means the same as leaving it out; null if nothing does.</summary>
    public string? DefaultText { get; init; }

    /// <summary>Which values are allowed, in words.</summary>
    public string Range { get; init; } = "";

    /// <summary>Whether leaving it out is a mistake.</summary>
    public bool Required { get; init; }

    /// <summary>Whether its value must never be shown.</summary>
    public bool Secret { get; init; }

    /// <summary>Whether it is a list of such values.</summary>
    public bool IsList { get; init; }
}
