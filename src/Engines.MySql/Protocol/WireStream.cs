using System.Net.Sockets;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Protocol;

/// <summary>Writes to a connection's stream, and says in the driver's words when that fails.</summary>
internal static class WireStream
{
    /// <exception cref="DriverException">The connection broke.</exception>
    public static async ValueTask WriteAsync(Stream stream, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(bytes, cancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            throw new DriverException(DriverFailure.Lost, "The connection to the server broke.", e);
        }
    }
}
