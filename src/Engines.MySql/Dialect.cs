namespace CausalGateway.Engines.MySql;

/// <summary>Which of the two families a server belongs to. They share the protocol and part on GTIDs and on SQL.</summary>
internal enum Dialect
{
    /// <summary>MySQL, and what is compatible with it.</summary>
    MySql,

    /// <summary>MariaDB.</summary>
    MariaDb,
}
