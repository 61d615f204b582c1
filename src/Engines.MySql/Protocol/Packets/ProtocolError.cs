using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Protocol.Packets;

/// <summary>What is thrown when a peer does not keep to the protocol.</summary>
internal static class ProtocolError
{
    public static DriverException Malformed(string what) =>
        new(DriverFailure.Protocol, $"The server sent {what}, which is not the MySQL protocol.");
}
