namespace CausalGateway.Engines.MySql.Classification;

/// <summary>What EXPLAIN, DESCRIBE or MariaDB's ANALYZE is asked about.</summary>
internal enum ExplainMode : byte
{
    /// <summary>There is no EXPLAIN.</summary>
    None,

    /// <summary>A statement. Planning alone may run subqueries, so that it counts as the statement itself.</summary>
    Statement,

    /// <summary>A table's columns.</summary>
    Table,

    /// <summary>What another connection runs.</summary>
    Connection,
}
