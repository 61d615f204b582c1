namespace CausalGateway.Causality.Histories;

/// <summary>One request of a client and what came of it.</summary>
/// <remarks>Moments are numbers of one counter for the whole history: of two events the one with the lower number came first.</remarks>
internal sealed record Operation
{
    /// <summary>Its number, from 1; a write leaves it in the row.</summary>
    public required int Id { get; init; }

    public required int Client { get; init; }

    public required OperationKind Kind { get; init; }

    /// <summary>The rows read, or the one row written.</summary>
    public required IReadOnlyList<int> Rows { get; init; }

    /// <summary>The session's key that it carried, if any.</summary>
    public string? Session { get; init; }

    /// <summary>The operations whose bookmarks it carried.</summary>
    public IReadOnlyList<int> Bookmarks { get; init; } = [];

    /// <summary>The consistency level that was asked for; a write has none, and the default stands.</summary>
    public string Level { get; init; } = Histories.Level.Session;

    /// <summary>Which server was asked for.</summary>
    public string Target { get; init; } = "auto";

    /// <summary>Which gateway was asked.</summary>
    public string Gateway { get; init; } = "";

    /// <summary>The moment before it was sent.</summary>
    public long Started { get; init; }

    /// <summary>The moment after its answer had arrived; the greatest number if none did.</summary>
    public long Ended { get; init; } = long.MaxValue;

    public OperationOutcome Outcome { get; init; }

    /// <summary>What a success showed: the rows read, or the row as it was written.</summary>
    public IReadOnlyList<RowState> Shown { get; init; } = [];

    /// <summary>Who gave a success.</summary>
    public ServedBy? ServedBy { get; init; }

    /// <summary>Whether the answer says that the session's record was brought up to it.</summary>
    public bool Recorded { get; init; }

    /// <summary>Whether the answer brought a bookmark.</summary>
    public bool GaveBookmark { get; init; }

    /// <summary>What went wrong, if anything did.</summary>
    public string? Problem { get; init; }

    public bool Succeeded => Outcome == OperationOutcome.Succeeded;

    /// <summary>One line that says it all.</summary>
    public override string ToString()
    {
        var context = (Session is null ? "" : $" session={Session}")
            + (Bookmarks.Count == 0 ? "" : $" bookmarks=#{string.Join(",#", Bookmarks)}");
        var asked = Kind == OperationKind.Write
            ? $"write {string.Join(',', Rows)}"
            : $"read {string.Join(',', Rows)} level={Level}{(Target == "auto" ? "" : $" target={Target}")}";
        var came = Succeeded
            ? $"{string.Join(' ', Shown.Select(state => $"{state.Row}=v{state.Version}(#{state.Writer})"))} "
                + $"from {ServedBy?.Server}:{ServedBy?.Port} {ServedBy?.Role}, {ServedBy?.Reason}"
                + $"{(Recorded ? ", recorded" : "")}{(GaveBookmark ? ", bookmark" : "")}"
            : $"{Outcome}: {Problem}";
        return $"[{Started}-{(Ended == long.MaxValue ? "" : Ended)}] #{Id} client {Client} at {Gateway}{context} {asked} -> {came}";
    }
}
