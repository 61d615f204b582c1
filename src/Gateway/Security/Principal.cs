namespace CausalGateway.Gateway.Security;

/// <summary>Who sends a request. Session keys are scoped to it.</summary>
/// <param name="Name">A stable name; part of the address of every session record.</param>
internal sealed record Principal(string Name)
{
    /// <summary>Everybody, as long as the gateway has no authentication.</summary>
    public static readonly Principal Anonymous = new("anonymous");
}
