using System.Runtime.CompilerServices;

namespace CausalGateway.Engines.MySql.Classification;

/// <summary>
/// The first words of a statement outside parentheses, as keywords; what is no keyword counts as <see cref="Keyword.None"/>.
/// </summary>
internal struct StatementHead
{
    private const int Capacity = 8;

    private Words _words;

    /// <summary>How many there are in the statement, also beyond those that are kept.</summary>
    public int Count { get; private set; }

    /// <summary>The word at a place, or none behind the last that is kept.</summary>
    public readonly Keyword this[int index] => index < Math.Min(Count, Capacity) ? _words[index] : Keyword.None;

    /// <summary>Notes the next word.</summary>
    public void Add(Keyword keyword)
    {
        if (Count < Capacity)
        {
            _words[Count] = keyword;
        }

        Count++;
    }

    [InlineArray(Capacity)]
    private struct Words
    {
        private Keyword _first;
    }
}
