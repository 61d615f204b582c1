using System.Collections.Immutable;
using System.Globalization;
using CausalGateway.Abstractions;

namespace CausalGateway.Engines.InMemory.Positions;

/// <summary>Of each server that ever wrote, everything up to a number.</summary>
public sealed class InMemoryPosition : ReplicationPosition
{
    private readonly ImmutableSortedDictionary<string, long> _numbers;

    private InMemoryPosition(ImmutableSortedDictionary<string, long> numbers) => _numbers = numbers;

    /// <summary>The position that contains nothing.</summary>
    public static InMemoryPosition Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal));

    /// <summary>The numbers by server; none is 0.</summary>
    public IReadOnlyDictionary<string, long> Numbers => _numbers;

    /// <summary>How much of what a server wrote is contained.</summary>
    public long this[string origin] => _numbers.GetValueOrDefault(origin);

    /// <summary>This position, and everything of a server up to a number.</summary>
    public InMemoryPosition With(string origin, long number) =>
        number <= this[origin] ? this : new InMemoryPosition(_numbers.SetItem(origin, number));

    /// <inheritdoc/>
    public override PositionOrder CompareTo(ReplicationPosition other)
    {
        var that = Cast(other);
        return (Includes(that), that.Includes(this)) switch
        {
            (true, true) => PositionOrder.Equal,
            (true, false) => PositionOrder.After,
            (false, true) => PositionOrder.Before,
            _ => PositionOrder.Concurrent,
        };
    }

    /// <inheritdoc/>
    public override ReplicationPosition Merge(ReplicationPosition other)
    {
        var merged = this;
        foreach (var (origin, number) in Cast(other)._numbers)
        {
            merged = merged.With(origin, number);
        }

        return merged;
    }

    /// <inheritdoc/>
    public override string ToDisplayString() => _numbers.IsEmpty ? "none" : ToString();

    /// <summary>As <c>a:7,b:2</c>; empty text for the empty position.</summary>
    public override string ToString() => string.Join(
        ',', _numbers.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}:{pair.Value}")));

    /// <inheritdoc/>
    public override bool Equals(ReplicationPosition? other) =>
        other is InMemoryPosition that && _numbers.SequenceEqual(that._numbers);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var pair in _numbers)
        {
            hash.Add(pair);
        }

        return hash.ToHashCode();
    }

    private static InMemoryPosition Cast(ReplicationPosition other) => other as InMemoryPosition
        ?? throw new ArgumentException($"Cannot be compared with {other?.GetType().Name}.", nameof(other));

    private bool Includes(InMemoryPosition other) => other._numbers.All(pair => this[pair.Key] >= pair.Value);
}
