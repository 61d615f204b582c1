namespace CausalGateway.Engines.MySql.Classification;

/// <summary>What the manuals say about commands besides their kind.</summary>
internal static class CommandTraits
{
    /// <summary>Whether the command may return rows; one that is not known may.</summary>
    public static bool ReturnsRows(in StatementFindings found, Dialect dialect) => found.Command switch
    {
        Keyword.Select or Keyword.Values or Keyword.Table => !found.HasInto,
        Keyword.With when IsDml(found.Main) => HasReturning(found, dialect),
        Keyword.With => !found.HasInto,
        Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Replace => HasReturning(found, dialect),
        Keyword.Alter => found.MaintainsPartitions,
        Keyword.Load => found.Head[1] == Keyword.Index,
        Keyword.Show or Keyword.Help or Keyword.Call or Keyword.Execute or Keyword.Handler or Keyword.Begin => true,
        Keyword.Analyze or Keyword.Optimize or Keyword.Check or Keyword.Repair or Keyword.Checksum or Keyword.Cache => true,
        Keyword.If or Keyword.Case or Keyword.Loop or Keyword.Repeat or Keyword.While or Keyword.For => true,
        Keyword.None or Keyword.Other => true,
        _ => false,
    };

    /// <summary>
    /// Whether the command leaves a transaction open that it is run in. The others commit it, or are not known not to.
    /// </summary>
    public static bool AllowedInTransaction(in StatementFindings found) => found.Command switch
    {
        Keyword.Select or Keyword.Values or Keyword.Table or Keyword.With or Keyword.Show or Keyword.Help => true,
        Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Replace or Keyword.Do => true,
        Keyword.Load => found.Head[1] != Keyword.Index,
        Keyword.Checksum or Keyword.Handler or Keyword.Use or Keyword.Set or Keyword.Get => true,
        Keyword.Signal or Keyword.Resignal => true,
        Keyword.Prepare or Keyword.Deallocate or Keyword.Savepoint or Keyword.Release => true,
        Keyword.Drop => found.Head[1] is Keyword.Temporary or Keyword.Prepare,
        Keyword.Create => found.Head[found.Head[1] == Keyword.Or ? 3 : 1] == Keyword.Temporary,
        Keyword.Rollback => found.Head[1] == Keyword.To || found.Head[2] == Keyword.To,
        _ => false,
    };

    private static bool IsDml(Keyword keyword) =>
        keyword is Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Replace;

    private static bool HasReturning(in StatementFindings found, Dialect dialect) =>
        found.HasReturning && dialect == Dialect.MariaDb;
}
