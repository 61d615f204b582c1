using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Topology;

/// <summary>
/// When the primary was where, by this process's clock alone: gives a server's staleness without comparing the clocks of two
/// machines and without writing heartbeats.
/// </summary>
/// <remarks>
/// A sample is (when the primary was asked, what it then answered): whoever covers the answer has all that was committed when
/// the question was sent. An idle cluster shows the probe interval, a frozen primary an honest growing number.
/// </remarks>
internal sealed class PositionHistory(TimeProvider time)
{
    private const int Capacity = 1024;

    private readonly Lock _lock = new();
    private readonly (long AskedAt, ReplicationPosition Position)[] _ring = new (long, ReplicationPosition)[Capacity];
    private int _next;
    private int _count;

    /// <summary>Adds what the primary answered to a probe that was sent at <paramref name="askedAt"/> (a timestamp of the clock).</summary>
    public void Add(long askedAt, ReplicationPosition position)
    {
        lock (_lock)
        {
            _ring[_next] = (askedAt, position);
            _next = (_next + 1) % Capacity;
            _count = Math.Min(_count + 1, Capacity);
        }
    }

    /// <summary>How old the state at <paramref name="reached"/> may be at most, or null if it is older than the samples.</summary>
    public TimeSpan? StalenessOf(ReplicationPosition? reached)
    {
        if (reached is null)
        {
            return null;
        }

        lock (_lock)
        {
            for (var age = 1; age <= _count; age++)
            {
                var (askedAt, position) = _ring[(_next - age + Capacity) % Capacity];
                if (reached.Covers(position))
                {
                    return time.GetElapsedTime(askedAt);
                }
            }
        }

        return null;
    }
}
