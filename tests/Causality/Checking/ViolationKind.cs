namespace CausalGateway.Causality.Checking;

/// <summary>How a promise can be broken.</summary>
internal enum ViolationKind
{
    /// <summary>A session was not shown its own acknowledged write.</summary>
    StaleRead,

    /// <summary>A session was shown an older state than before.</summary>
    BackwardsRead,

    /// <summary>A session was shown a write, but not what its writer had known.</summary>
    BrokenCausality,

    /// <summary>A read at level 'strong' missed a write that had been acknowledged before it began.</summary>
    NotStrong,

    /// <summary>A write went on top of an older state than its session knew.</summary>
    WriteInThePast,

    /// <summary>A version was shown that was never committed, or not by that writer; or a row was missing.</summary>
    ImpossibleValue,

    /// <summary>An acknowledged write was not committed.</summary>
    LostWrite,

    /// <summary>A write that was sent once was committed more than once.</summary>
    RepeatedWrite,

    /// <summary>A write was committed whose answer said that it had not been.</summary>
    DeniedWrite,

    /// <summary>The receipt names another server, role or level than the one that answered.</summary>
    FalseReceipt,

    /// <summary>An answer that the session's record must be brought up to was not recorded.</summary>
    NotRecorded,
}
