using System.Net.Sockets;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Protocol.Authentication;
using CausalGateway.Engines.MySql.Protocol.Packets;

namespace CausalGateway.Engines.MySql.Protocol;

/// <summary>Opens connections by the MySQL client protocol, to MySQL and MariaDB.</summary>
internal sealed class WireConnector : IServerConnector
{
    public async ValueTask<IServerConnection> ConnectAsync(ConnectionTarget target, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await DialAsync(socket, target, cancellationToken);
            return await GreetAsync(socket, target, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async ValueTask DialAsync(Socket socket, ConnectionTarget target, CancellationToken cancellationToken)
    {
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            await socket.ConnectAsync(target.Host, target.Port, cancellationToken);
        }
        catch (SocketException e)
        {
            throw new DriverException(DriverFailure.Unreachable, "The server cannot be reached.", e);
        }
    }

    private static async ValueTask<WireConnection> GreetAsync(
        Socket socket, ConnectionTarget target, CancellationToken cancellationToken)
    {
        Stream stream = new NetworkStream(socket, ownsSocket: false);
        var reader = new PacketReader(stream);
        var writer = new PayloadWriter();
        try
        {
            await reader.ReadAsync(cancellationToken);
            if (reader.Payload is [PacketHeader.Error, ..])
            {
                throw new ServerErrorException(ErrorPacket.Read(reader.Payload));
            }

            var handshake = Handshake.Read(reader.Payload);
            var tls = TlsHandshake.IsWanted(target, handshake.Capabilities.HasFlag(Capabilities.Tls));
            var agreed = LoginPacket.Agree(handshake, target, tls);
            if (tls)
            {
                writer.BeginPacket(reader.NextSequence);
                LoginPacket.WriteTlsRequest(writer, handshake, agreed);
                reader.Expect(writer.EndPacket());
                await WireStream.WriteAsync(stream, writer.Written, cancellationToken);
                stream = await TlsHandshake.SecureAsync(stream, target, cancellationToken);
                reader.Continue(stream);
            }

            await new Login(reader, writer, stream, target, tls).RunAsync(handshake, agreed, cancellationToken);
            return new WireConnection(socket, stream, reader, writer, handshake, agreed, target.PreparedStatements);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }
}
