using CausalGateway.Abstractions;

namespace CausalGateway.Engines.MySql.Tests.Positions;

/// <summary>A position of another engine.</summary>
internal sealed class ForeignPosition : ReplicationPosition
{
    public override PositionOrder CompareTo(ReplicationPosition other) => PositionOrder.Equal;

    public override ReplicationPosition Merge(ReplicationPosition other) => this;

    public override string ToDisplayString() => "";

    public override string ToString() => "";

    public override bool Equals(ReplicationPosition? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 0;
}
