namespace CausalGateway.Engines.MySql.Classification;

/// <summary>
/// Which part of a query the next word of a parenthesis level belongs to, as far as it decides whether <c>name (</c> is a call.
/// </summary>
internal enum Clause : byte
{
    /// <summary>Anything in which <c>name (</c> is a call unless a rule says otherwise.</summary>
    Expression,

    /// <summary>In FROM, where a table, a table function or a subquery is due.</summary>
    FromItem,

    /// <summary>In FROM, right behind an item, where a name is its alias and a parenthesis behind that holds columns.</summary>
    FromAlias,

    /// <summary>In FROM, behind an alias or in a join's condition; a comma or JOIN brings the next item.</summary>
    FromRest,

    /// <summary>In WITH, where a query's name is due, and a parenthesis behind that holds columns.</summary>
    CteName,

    /// <summary>In WITH, behind a query's name; a comma brings the next name.</summary>
    CteRest,
}
