namespace CausalGateway.Engines.Conformance.Support;

/// <summary>What can be wrong with a statement, whatever the dialect; every dialect makes each of them.</summary>
public enum Mistake
{
    /// <summary>It cannot be parsed.</summary>
    Syntax,

    /// <summary>A table that does not exist.</summary>
    UnknownTable,

    /// <summary>A column that does not exist.</summary>
    UnknownColumn,

    /// <summary>A value that its column cannot hold.</summary>
    BadValue,

    /// <summary>A key that is there already.</summary>
    Duplicate,

    /// <summary>A reference to a row that is not there.</summary>
    MissingParent,

    /// <summary>A row that is referred to, deleted.</summary>
    ChildLeft,

    /// <summary>NULL where it is not allowed.</summary>
    NotNull,

    /// <summary>A check constraint.</summary>
    Check,

    /// <summary>A table that the user may not read.</summary>
    ForbiddenRead,

    /// <summary>A table that the user may not write.</summary>
    ForbiddenWrite,
}
