namespace CausalGateway.Causality.Histories;

/// <summary>A row as an answer showed it.</summary>
/// <param name="Row">Its key.</param>
/// <param name="Version">How many writes it has had.</param>
/// <param name="Writer">The operation that wrote this version; 0 for the first state, which nobody wrote.</param>
internal readonly record struct RowState(int Row, int Version, int Writer);
