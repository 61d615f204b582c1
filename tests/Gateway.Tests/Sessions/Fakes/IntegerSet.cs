using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Tests.Sessions;

/// <summary>The smallest position with a partial order: the set of transactions that it contains.</summary>
internal sealed class IntegerSet(params IEnumerable<int> members) : ReplicationPosition
{
    public SortedSet<int> Members { get; } = [.. members];

    public override int Fragments => Members.Count(member => !Members.Contains(member - 1));

    public override PositionOrder CompareTo(ReplicationPosition other)
    {
        var theirs = ((IntegerSet)other).Members;
        return (Members.IsSubsetOf(theirs), Members.IsSupersetOf(theirs)) switch
        {
            (true, true) => PositionOrder.Equal,
            (true, false) => PositionOrder.Before,
            (false, true) => PositionOrder.After,
            _ => PositionOrder.Concurrent,
        };
    }

    public override ReplicationPosition Merge(ReplicationPosition other) =>
        new IntegerSet(Members.Union(((IntegerSet)other).Members));

    public override string ToDisplayString() => ToString();

    public override string ToString() => string.Join(',', Members);

    public override bool Equals(ReplicationPosition? other) => other is IntegerSet set && Members.SetEquals(set.Members);

    public override int GetHashCode() => Members.Count == 0 ? 0 : HashCode.Combine(Members.Count, Members.Min, Members.Max);
}
