namespace CausalGateway.Causality.Checking;

/// <summary>Why a session must not be shown less than a certain version.</summary>
internal enum BoundKind
{
    /// <summary>It wrote that version and was told so.</summary>
    OwnWrite,

    /// <summary>It was shown that version.</summary>
    EarlierRead,

    /// <summary>It was shown, or wrote on top of, a write whose writer knew that version.</summary>
    Cause,

    /// <summary>That version had been acknowledged to somebody before a read at level 'strong' began.</summary>
    Acknowledged,
}
