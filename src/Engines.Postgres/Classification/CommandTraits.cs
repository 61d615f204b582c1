namespace CausalGateway.Engines.Postgres.Classification;

/// <summary>What the manual's reference pages say about commands besides their kind.</summary>
internal static class CommandTraits
{
    /// <summary>Whether the command may return rows; one that is not known may.</summary>
    public static bool ReturnsRows(in StatementFindings found) => found.Command switch
    {
        Keyword.Select or Keyword.Values or Keyword.Table => !found.HasInto,
        Keyword.With when found.Main is Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Merge => found.HasReturning,
        Keyword.With => !found.HasInto,
        Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Merge => found.HasReturning,
        Keyword.None or Keyword.Other => true,
        Keyword.Show or Keyword.Call or Keyword.Fetch or Keyword.Execute => true,
        _ => false,
    };

    /// <summary>
    /// Whether the command may be run inside a transaction block: the server accepts it there, and it neither is nor contains a
    /// command that ends the block.
    /// </summary>
    public static bool AllowedInTransaction(in StatementFindings found) => found.Command switch
    {
        Keyword.Vacuum or Keyword.Call or Keyword.Do => false,
        Keyword.Create or Keyword.Drop => !IsOutsideOnly(found),
        Keyword.Alter => !IsOutsideOnlyAlter(found),
        Keyword.Reindex => !found.IsConcurrent && found.Head[1] is not (Keyword.Database or Keyword.System or Keyword.Schema),
        Keyword.Cluster => found.Head.Count > (found.Head[1] == Keyword.Verbose ? 2 : 1),
        Keyword.Discard => found.Head[1] != Keyword.All,
        Keyword.Begin or Keyword.Start or Keyword.Commit or Keyword.End or Keyword.Abort => false,
        Keyword.Rollback => found.Head[1] == Keyword.To || found.Head[2] == Keyword.To,
        Keyword.Prepare => found.Head[1] != Keyword.Transaction,
        _ => true,
    };

    /// <summary>Whether <c>$1</c> in the statement is a parameter of what it defines, not of the statement.</summary>
    public static bool HasOwnParameters(in StatementFindings found)
    {
        var what = found.Head[1] == Keyword.Or ? found.Head[3] : found.Head[1];
        return found.Command == Keyword.Prepare
            || (found.Command == Keyword.Create && what is Keyword.Function or Keyword.Procedure);
    }

    private static bool IsOutsideOnly(in StatementFindings found) =>
        found.Head[1] is Keyword.Database or Keyword.Tablespace or Keyword.Subscription
        || (found.IsConcurrent && (found.Head[1] == Keyword.Index || found.Head[2] == Keyword.Index));

    private static bool IsOutsideOnlyAlter(in StatementFindings found) => found.Head[1] switch
    {
        Keyword.System or Keyword.Subscription => true,
        Keyword.Database => found.NamesTablespace,
        Keyword.Table => found.IsConcurrent,
        _ => false,
    };
}
