namespace CausalGateway.Engines.Postgres.Classification;

/// <summary>
/// The keywords that mean something to the classifier: commands, those that decide whether a name is called, and those that an
/// operand may follow although they could be names. Their names in lower case are how they are written.
/// </summary>
internal enum Keyword : byte
{
    /// <summary>Not a keyword, or not used as one: a name.</summary>
    None,

    /// <summary>A keyword without a meaning of its own here.</summary>
    Other,

    Abort, Alter, All, Analyse, Analyze, As, Atomic, Begin, Bit, By, Call, Case, Char, Character, Checkpoint, Close, Cluster,
    Columns, Comment, Commit, Concurrently, Content, Copy, Create, Cross, Cube, Current, Database, Deallocate, Declare, Delete,
    Discard, Distinct, Do, Document, Drop, End, Escape, Except, Execute, Explain, False, Fetch, Filter, First, For, From, Full,
    Function, Global, Grant, Group, Grouping, Groups, Having, Ilike, Import, Index, Inner, Insert, Intersect, Into, Join, Key,
    Lateral, Left, Limit, Listen, Load, Local, Lock, Materialized, Merge, Move, Natural, Nchar, Next, No, Not, Notify, Null, Off,
    Offset, On, Only, Operator, Or, Order, Ordinality, Outer, Over, Partition, Passing, Path, Prepare, Prepared, Procedure, Range,
    Reassign, Recursive, Refresh, Reindex, Release, Repeatable, Replace, Reset, Returning, Revoke, Right, Rollback, Rollup,
    Routine, Rows, Rule, Savepoint, Schema, Security, Select, Set, Sets, Share, Show, Start, Stdin, Stdout, Subscription, System,
    Table, Tablesample, Tablespace, Temp, Temporary, Time, To, Transaction, True, Truncate, Union, Unique, Unlisten, Unlogged,
    Update, Using, Vacuum, Value, Values, Varying, Verbose, Version, Where, Window, With, Zone,
}
