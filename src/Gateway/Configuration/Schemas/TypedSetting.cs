namespace CausalGateway.Gateway.Configuration;

/// <summary>A setting together with how its text becomes a <typeparamref name="T"/>.</summary>
internal sealed record TypedSetting<T>(string Name) : Setting(Name)
{
    /// <summary>Reads one value, range included.</summary>
    public required Func<string, Parsed<T>> Parse { get; init; }

    /// <summary>The value when it is left out; of no meaning when it is required.</summary>
    public T Default { get; init; } = default!;
}
