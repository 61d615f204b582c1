using System.Buffers;

namespace CausalGateway.Engines.MySql.Classification;

/// <summary>
/// The open parentheses. Bounded: what is nested deeper is only counted, and has <see cref="Top"/> of the deepest level that is
/// kept.
/// </summary>
internal ref struct LevelStack
{
    /// <summary>
    /// Deeper than any statement that a server takes within its default limits on the parser's and the thread's stack.
    /// </summary>
    public const int MaxDepth = 10_000;

    private Span<QueryLevel> _levels;
    private QueryLevel[]? _rented;
    private int _depth;
    private int _uncounted;

    /// <summary>A stack with its bottom level.</summary>
    /// <param name="initial">Space for the first levels, at least one.</param>
    public LevelStack(Span<QueryLevel> initial)
    {
        _levels = initial;
        _levels[0] = default;
    }

    /// <summary>The innermost level.</summary>
    public readonly ref QueryLevel Top => ref _levels[_depth];

    /// <summary>How many parentheses are open.</summary>
    public readonly int Depth => _depth + _uncounted;

    /// <summary>Opens a level; false if it is too deep to be kept.</summary>
    public bool TryPush(QueryLevel level)
    {
        if (_depth == MaxDepth)
        {
            _uncounted++;
            return false;
        }

        if (++_depth == _levels.Length)
        {
            Grow();
        }

        _levels[_depth] = level;
        return true;
    }

    /// <summary>Closes the innermost level and gives it; the bottom stays where it is.</summary>
    public QueryLevel Pop()
    {
        if (_uncounted > 0)
        {
            _uncounted--;
            return Top;
        }

        return _depth > 0 ? _levels[_depth--] : Top;
    }

    /// <summary>Gives rented memory back. The stack must not be used afterwards.</summary>
    public readonly void Release()
    {
        if (_rented is not null)
        {
            ArrayPool<QueryLevel>.Shared.Return(_rented);
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<QueryLevel>.Shared.Rent(_levels.Length * 2);
        _levels.CopyTo(larger);
        Release();
        _levels = _rented = larger;
    }
}
