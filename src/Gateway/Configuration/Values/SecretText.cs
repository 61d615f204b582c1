namespace CausalGateway.Gateway.Configuration;

/// <summary>
/// A text that must not reach a log, an error or a metric: it prints as <c>***</c>, also as a member of a record. Only
/// <see cref="Reveal"/> gives it away.
/// </summary>
internal sealed class SecretText(string value) : IEquatable<SecretText>
{
    private readonly string _value = value;

    /// <summary>The text itself, for whoever connects or signs with it.</summary>
    public string Reveal() => _value;

    public bool Equals(SecretText? other) => other is not null && _value == other._value;

    public override bool Equals(object? obj) => Equals(obj as SecretText);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";
}
