namespace CausalGateway.Engines.MySql.Execution;

/// <summary>Who ended a statement before it was done.</summary>
internal enum StatementEnd
{
    /// <summary>Nobody.</summary>
    None,

    /// <summary>The caller's token.</summary>
    Caller,

    /// <summary>The time that a statement may take.</summary>
    TimeLimit,
}
