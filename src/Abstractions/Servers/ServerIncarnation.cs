using System.Globalization;

namespace CausalGateway.Abstractions;

/// <summary>
/// One uninterrupted life of one server. What was learnt of a server holds for that incarnation only: after a crash restart
/// it may reuse positions.
/// </summary>
/// <param name="Value">A fingerprint of what identifies the life, made by the engine; 0 is <see cref="None"/>.</param>
public readonly record struct ServerIncarnation(ulong Value)
{
    /// <summary>No known incarnation. Equal to no server's.</summary>
    public static ServerIncarnation None => default;

    /// <summary>Whether this names an incarnation at all.</summary>
    public bool IsKnown => Value != 0;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
