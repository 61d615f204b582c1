namespace CausalGateway.Engines.Postgres.Classification;

/// <summary>What calling a function does, as far as its name tells.</summary>
internal enum FunctionKind : byte
{
    /// <summary>Not known to only read.</summary>
    Unknown,

    /// <summary>Only reads, is soon done and leaves the connection as it was.</summary>
    Read,

    /// <summary>Only reads, but takes long by design, or touches state of the connection that others would notice.</summary>
    LeasedRead,

    /// <summary>Leaves something behind in the session.</summary>
    Session,
}
