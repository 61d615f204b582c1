namespace CausalGateway.Engines.MySql.Classification;

/// <summary>What is remembered about one level of parentheses.</summary>
internal struct QueryLevel
{
    /// <summary>Where in the query the level is.</summary>
    public Clause Clause;

    /// <summary>Whether a SELECT stands at this level, so that FROM starts a clause of it.</summary>
    public bool IsQuery;
}
