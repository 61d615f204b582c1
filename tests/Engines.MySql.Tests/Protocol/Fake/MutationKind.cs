namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>What is done to bytes.</summary>
internal enum MutationKind
{
    /// <summary>One bit is turned over.</summary>
    Flip,

    /// <summary>Bytes that mean something take the place of others.</summary>
    Overwrite,

    /// <summary>Bytes that mean something are put between others.</summary>
    Insert,

    /// <summary>All behind a place is taken away.</summary>
    Truncate,

    /// <summary>A piece is taken away.</summary>
    Remove,

    /// <summary>A piece comes twice.</summary>
    Duplicate,

    /// <summary>A piece of something else takes the place of one.</summary>
    Splice,
}
