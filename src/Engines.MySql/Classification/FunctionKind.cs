namespace CausalGateway.Engines.MySql.Classification;

/// <summary>What calling a function does, as far as its name tells.</summary>
internal enum FunctionKind : byte
{
    /// <summary>Not known to only read.</summary>
    Unknown,

    /// <summary>Only reads, is soon done and leaves the connection as it was.</summary>
    Read,

    /// <summary>Only reads, but takes long by design, or touches state of the connection that others would notice.</summary>
    LeasedRead,

    /// <summary>Answers from what the connection did before; of use only behind a write in the same transaction.</summary>
    SessionRead,

    /// <summary>Leaves something behind in the session.</summary>
    Session,
}
