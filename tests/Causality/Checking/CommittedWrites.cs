using CausalGateway.Causality.Histories;

namespace CausalGateway.Causality.Checking;

/// <summary>The journal by version and by writer, and what each version presupposes.</summary>
internal sealed class CommittedWrites
{
    private readonly Dictionary<(int Row, int Version), int> _writers = [];
    private readonly Dictionary<(int Row, int Version), Knowledge> _causes = [];
    private readonly ILookup<int, JournalEntry> _byWriter;

    public CommittedWrites(IReadOnlyList<JournalEntry> journal)
    {
        foreach (var entry in journal)
        {
            _writers.TryAdd((entry.Row, entry.Version), entry.Writer);
        }

        _byWriter = journal.ToLookup(entry => entry.Writer);
    }

    /// <summary>What an operation has committed: one entry if all is well.</summary>
    public IReadOnlyList<JournalEntry> By(int operation) => [.. _byWriter[operation]];

    /// <summary>Whether a row has had this state.</summary>
    public bool Contains(RowState state) =>
        state.Version == 0
            ? state.Writer == 0
            : _writers.TryGetValue((state.Row, state.Version), out var writer) && writer == state.Writer;

    /// <summary>
    /// What everyone knows who has been shown a version: it, and all that the writers of it and of the row's earlier versions
    /// knew when they began to write.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="version">The version.</param>
    /// <param name="knownAtStart">What an operation knew when it began. It has begun if any of its effects was seen.</param>
    public Knowledge CausesOf(int row, int version, Func<int, Knowledge> knownAtStart)
    {
        var known = version;
        while (known > 0 && !_causes.ContainsKey((row, known)))
        {
            known--;
        }

        var causes = known == 0 ? Knowledge.Nothing : _causes[(row, known)];
        while (known < version)
        {
            known++;
            if (_writers.TryGetValue((row, known), out var writer))
            {
                causes = causes.Merge(knownAtStart(writer).As(BoundKind.Cause, writer))
                    .With(row, new Bound(known, BoundKind.Cause, writer));
            }

            _causes[(row, known)] = causes;
        }

        return causes;
    }
}
