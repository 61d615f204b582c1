namespace CausalGateway.Causality.Histories;

/// <summary>A write that was committed, as the primary's own journal has it: it is written in the statement of the write.</summary>
/// <param name="Writer">The operation.</param>
/// <param name="Row">The row it wrote.</param>
/// <param name="Version">The version it made.</param>
internal readonly record struct JournalEntry(int Writer, int Row, int Version);
