namespace CausalGateway.Gateway.Configuration;

/// <summary>A value read from the configuration's text, or what is wrong with it.</summary>
internal readonly struct Parsed<T>
{
    private Parsed(T value, Mistake? mistake)
    {
        Value = value;
        Mistake = mistake;
    }

    /// <summary>The value; meaningless if there is a <see cref="Mistake"/>.</summary>
    public T Value { get; }

    /// <summary>What is wrong, or null.</summary>
    public Mistake? Mistake { get; }

    public static implicit operator Parsed<T>(T value) => new(value, null);

    public static implicit operator Parsed<T>(Mistake mistake) => new(default!, mistake);
}
