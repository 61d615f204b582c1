namespace CausalGateway.Engines.Postgres.Classification;

/// <summary>Whether a statement is explained, and whether it is run for that.</summary>
internal enum ExplainMode : byte
{
    /// <summary>It is not explained.</summary>
    None,

    /// <summary>It is only planned. Planning may evaluate immutable and stable functions, never volatile ones.</summary>
    Plan,

    /// <summary>It is run: EXPLAIN ANALYZE.</summary>
    Run,
}
