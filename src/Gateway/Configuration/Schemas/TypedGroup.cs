namespace CausalGateway.Gateway.Configuration;

/// <summary>A group together with how one of its sections becomes a <typeparamref name="T"/>.</summary>
internal sealed record TypedGroup<T>(string Name) : Group(Name)
{
    /// <summary>Reads one section whose keys have been checked against the schema.</summary>
    public required Func<SectionReader, T> Read { get; init; }
}
