namespace CausalGateway.Gateway.Sessions;

/// <summary>An uninterrupted stretch of the store's life, during which it is known to have lost nothing.</summary>
/// <param name="Value">16 random bytes; 0 is <see cref="None"/>.</param>
internal readonly record struct StoreEpoch(UInt128 Value)
{
    /// <summary>No epoch: the entry was written without one.</summary>
    public static StoreEpoch None => default;
}
