namespace CausalGateway.Engines.MySql.Driver;

/// <summary>The three answers a command can get.</summary>
internal enum ReplyKind
{
    /// <summary>Done, without rows.</summary>
    Ok,

    /// <summary>Refused or failed.</summary>
    Error,

    /// <summary>Rows follow.</summary>
    Rows,
}
