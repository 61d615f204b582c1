namespace CausalGateway.Engines.Conformance.Support;

/// <summary>What a statement means, whatever the dialect; every dialect says each of them.</summary>
public enum Meaning
{
    /// <summary>Reads rows.</summary>
    Read,

    /// <summary>Reads rows of several tables, grouped, through functions that only compute.</summary>
    ReadWithFunctions,

    /// <summary>Reads a common table expression.</summary>
    ReadOfExpression,

    /// <summary>Asks for a plan without running it.</summary>
    Explanation,

    /// <summary>Inserts, updates, deletes.</summary>
    Change,

    /// <summary>Locks rows that it reads.</summary>
    LockingRead,

    /// <summary>Calls a function that the engine does not know.</summary>
    ReadThroughUnknownFunction,

    /// <summary>Calls a procedure.</summary>
    Call,

    /// <summary>Makes, changes or drops a table.</summary>
    Definition,

    /// <summary>Is not understood.</summary>
    Gibberish,

    /// <summary>Begins or ends a transaction.</summary>
    TransactionControl,

    /// <summary>Changes a setting of the session.</summary>
    Setting,

    /// <summary>Makes a table that only the session sees.</summary>
    TemporaryTable,

    /// <summary>Takes a lock that the session keeps.</summary>
    SessionLock,

    /// <summary>Prepares or runs a statement by name.</summary>
    NamedStatement,

    /// <summary>Holds no statement.</summary>
    Nothing,

    /// <summary>Holds more than one statement.</summary>
    SeveralStatements,

    /// <summary>Ends within a string or a comment.</summary>
    Unterminated,
}
