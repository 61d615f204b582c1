namespace CausalGateway.Engines.MySql.Driver;

/// <summary>The commands that the engine needs.</summary>
internal enum CommandKind
{
    /// <summary>COM_QUERY.</summary>
    Query,

    /// <summary>COM_STMT_EXECUTE.</summary>
    Execute,

    /// <summary>COM_RESET_CONNECTION.</summary>
    Reset,

    /// <summary>COM_PING.</summary>
    Ping,

    /// <summary>COM_INIT_DB.</summary>
    UseDatabase,
}
