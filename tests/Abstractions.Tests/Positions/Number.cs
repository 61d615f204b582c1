using System.Globalization;

namespace CausalGateway.Abstractions.Tests.Positions;

/// <summary>The simplest position: one number.</summary>
internal sealed class Number(int value) : ReplicationPosition
{
    private int Value { get; } = value;

    public override PositionOrder CompareTo(ReplicationPosition other) => Value.CompareTo(((Number)other).Value) switch
    {
        < 0 => PositionOrder.Before,
        > 0 => PositionOrder.After,
        _ => PositionOrder.Equal,
    };

    public override ReplicationPosition Merge(ReplicationPosition other) => Value >= ((Number)other).Value ? this : other;

    public override string ToDisplayString() => ToString();

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public override bool Equals(ReplicationPosition? other) => other is Number number && number.Value == Value;

    public override int GetHashCode() => Value;
}
