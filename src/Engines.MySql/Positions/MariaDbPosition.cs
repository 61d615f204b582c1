using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using CausalGateway.Abstractions;

namespace CausalGateway.Engines.MySql.Positions;

/// <summary>A position in MariaDB: of each server in each domain, everything it wrote there up to a number.</summary>
/// <remarks>
/// This is what <c>@@gtid_binlog_state</c> says. A single GTID does not cover the other servers of its domain: numbers of a
/// server that diverged say nothing, however large they are.
/// </remarks>
internal sealed class MariaDbPosition : ReplicationPosition
{
    private const int ShownComponents = 3;
    private readonly ImmutableArray<MariaDbGtid> _components;

    private MariaDbPosition(ImmutableArray<MariaDbGtid> components) => _components = components;

    /// <summary>The position that contains nothing.</summary>
    public static MariaDbPosition Empty { get; } = new([]);

    /// <summary>The components, ascending by domain and server, one of each; no number is 0.</summary>
    public ImmutableArray<MariaDbGtid> Components => _components;

    /// <summary>Makes a position of components in any order; of several of one server and domain the highest counts.</summary>
    public static MariaDbPosition From(ReadOnlySpan<MariaDbGtid> components)
    {
        var sorted = components.ToArray();
        Array.Sort(sorted, static (left, right) => left.CompareSourceTo(right));
        var kept = ImmutableArray.CreateBuilder<MariaDbGtid>(sorted.Length);
        foreach (var component in sorted)
        {
            if (component.Number == 0)
            {
                continue;
            }

            if (kept.Count == 0 || kept[^1].CompareSourceTo(component) != 0)
            {
                kept.Add(component);
            }
            else if (kept[^1].Number < component.Number)
            {
                kept[^1] = component;
            }
        }

        return FromSorted(kept.DrainToImmutable());
    }

    /// <summary>Makes a position of components that are in order already.</summary>
    internal static MariaDbPosition FromSorted(ImmutableArray<MariaDbGtid> components) =>
        components.IsEmpty ? Empty : new MariaDbPosition(components);

    /// <summary>
    /// Reads a server's list (<c>last_gtid</c>, <c>gtid_slave_pos</c>, <c>gtid_binlog_state</c>); empty text is the empty
    /// position. Never throws.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out MariaDbPosition? position)
    {
        position = null;
        if (text.IsWhiteSpace())
        {
            position = Empty;
            return true;
        }

        var components = new List<MariaDbGtid>();
        foreach (var part in text.Split(','))
        {
            if (!MariaDbGtid.TryParse(text[part].Trim(), out var component))
            {
                return false;
            }

            components.Add(component);
        }

        position = From(CollectionsMarshal.AsSpan(components));
        return true;
    }

    /// <summary>The lower bound of what a replica has committed, from two variables read in one statement.</summary>
    /// <param name="slavePos">Its <c>gtid_slave_pos</c>: the last transaction of each domain, counted after the commit.</param>
    /// <param name="binlogState">Its <c>gtid_binlog_state</c>: the last of each server, counted before the commit.</param>
    /// <remarks>
    /// In a domain everything is applied in the order of the numbers. So the last one applied is there, and of the other
    /// servers of its domain the last one in the binary log if its number is not higher; if it is, it may still be
    /// committing, and what came before it from that server is not known.
    /// </remarks>
    public static MariaDbPosition Applied(MariaDbPosition slavePos, MariaDbPosition binlogState)
    {
        var applied = new List<MariaDbGtid>(binlogState._components.Length + slavePos._components.Length);
        foreach (var component in binlogState._components)
        {
            if (slavePos.TryGetLast(component.Domain, out var last) && component.Number <= last.Number)
            {
                applied.Add(component);
            }
        }

        foreach (var component in slavePos._components)
        {
            if (slavePos.TryGetLast(component.Domain, out var last) && last == component)
            {
                applied.Add(component);
            }
        }

        return From(CollectionsMarshal.AsSpan(applied));
    }

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

    public override ReplicationPosition Merge(ReplicationPosition other)
    {
        var that = Cast(other);
        if (Includes(that))
        {
            return this;
        }

        return that.Includes(this) ? that : From([.. _components, .. that._components]);
    }

    /// <summary>As <c>0-1-100,0-2-95</c>; of more than three components the first three, and <c>+2</c> for the others.</summary>
    public override string ToDisplayString()
    {
        if (_components.IsEmpty)
        {
            return "none";
        }

        var hidden = _components.Length - ShownComponents;
        return hidden <= 0
            ? ToString()
            : string.Create(CultureInfo.InvariantCulture, $"{Join(_components.AsSpan(..ShownComponents))},+{hidden}");
    }

    /// <summary>As the server prints its state, sorted: <c>0-1-100,0-2-95,1-1-7</c>; empty text for the empty position.</summary>
    public override string ToString() => Join(_components.AsSpan());

    public override bool Equals(ReplicationPosition? other) =>
        other is MariaDbPosition that && _components.AsSpan().SequenceEqual(that._components.AsSpan());

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var component in _components)
        {
            hash.Add(component);
        }

        return hash.ToHashCode();
    }

    private static string Join(ReadOnlySpan<MariaDbGtid> components)
    {
        var text = new StringBuilder();
        foreach (var component in components)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{component}");
        }

        return text.ToString();
    }

    private static MariaDbPosition Cast(ReplicationPosition other) => other as MariaDbPosition
        ?? throw new ArgumentException($"A MariaDB position cannot be compared with {other?.GetType().Name}.", nameof(other));

    /// <summary>The component of a domain with the highest number.</summary>
    private bool TryGetLast(uint domain, out MariaDbGtid last)
    {
        last = default;
        foreach (var component in _components)
        {
            if (component.Domain == domain && component.Number > last.Number)
            {
                last = component;
            }
        }

        return last.Number > 0;
    }

    private bool Includes(MariaDbPosition other)
    {
        var own = 0;
        foreach (var component in other._components)
        {
            while (own < _components.Length && _components[own].CompareSourceTo(component) < 0)
            {
                own++;
            }

            if (own == _components.Length || _components[own].CompareSourceTo(component) != 0
                || _components[own].Number < component.Number)
            {
                return false;
            }
        }

        return true;
    }
}
