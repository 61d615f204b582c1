namespace CausalGateway.Engines.MySql.Classification;

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

    Against, Aggregate, Alter, Analyze, As, Backup, Begin, Binlog, By, Cache, Call, Case, Change, Check, Checksum, Clone,
    Columns, Commit, Connection, Count, Create, Cross, Cube, Database, Deallocate, Definer, Delete, Desc, Describe, Do, Drop,
    Else, End, Errors, Escape, Event, Except, Execute, Exists, Explain, Export, Extended, False, Fetch, Flush, For, Format,
    From, Function, Get, Grant, Group, Handler, Having, Help, If, Import, Index, Inner, Insert, Install, Intersect, Into,
    Join, Kill, Lateral, Left, Limit, Load, Local, Lock, Loop, Merge, Natural, Next, Not, Null, Offset, On, Optimize, Or,
    Order, Outer, Partition, Partitions, Prepare, Previous, Procedure, Profile, Profiles, Purge, Recursive, Release,
    Rename, Repair, Repeat, Replace, Reset, Resignal, Restart, Return, Returning, Revoke, Right, Rollback, Rollup, Savepoint,
    Schema, Select, Set, Share, Show, Shutdown, Signal, Start, Stop, Table, Temporary, Then, To, Transaction, Trigger, True,
    Truncate, Uninstall, Union, Unlock, Update, Use, Value, Values, View, Warnings, Where, While, Window, With, Xa,
}
