using System.Net.Sockets;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Protocol.Authentication;
using CausalGateway.Engines.MySql.Protocol.Packets;
using CausalGateway.Engines.MySql.Protocol.Rows;

namespace CausalGateway.Engines.MySql.Protocol;

/// <summary>One connection by the MySQL client protocol, logged in.</summary>
internal sealed partial class WireConnection : IServerConnection
{
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly PacketReader _reader;
    private readonly PayloadWriter _writer;
    private readonly Capabilities _capabilities;
    private readonly StatementCache _statements;
    private readonly RowValues _row = new();

    private volatile bool _isBroken;

    public WireConnection(
        Socket socket,
        Stream stream,
        PacketReader reader,
        PayloadWriter writer,
        Handshake handshake,
        Capabilities capabilities,
        int preparedStatements)
    {
        (_socket, _stream, _reader, _writer, _capabilities) = (socket, stream, reader, writer, capabilities);
        _statements = new StatementCache(Math.Max(1, preparedStatements));
        (ThreadId, ServerVersion) = (handshake.ThreadId, handshake.ServerVersion);
    }

    public uint ThreadId { get; }

    public string ServerVersion { get; }

    public bool IsIdle => _pending.Count == 0 && !_isBroken;

    /// <inheritdoc/>
    /// <remarks>Nobody speaks on an idle connection: what is there to be read is the server's farewell.</remarks>
    public bool IsUsable => !_isBroken && !(IsIdle && (_reader.HasMore || HasFarewell()));

    public bool InTransaction { get; private set; }

    public void Abort()
    {
        _isBroken = true;
        _socket.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (IsIdle)
        {
            await TrySayFarewellAsync();
        }

        Abort();
        try
        {
            await _stream.DisposeAsync();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException)
        {
            // TLS says goodbye too, and the socket is closed already.
        }
    }

    /// <summary>A server that is told does not count an aborted client.</summary>
    private async ValueTask TrySayFarewellAsync()
    {
        using var limit = new CancellationTokenSource(FarewellLimit);
        try
        {
            _writer.Clear();
            WriteCommand(CommandCode.Quit);
            _writer.EndPacket();
            await _stream.WriteAsync(_writer.Written, limit.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // It finds out by itself.
        }
    }

    private bool HasFarewell()
    {
        try
        {
            return _socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return true;
        }
    }

    private void ThrowIfBroken()
    {
        if (_isBroken)
        {
            throw new DriverException(DriverFailure.Lost, "The connection to the server broke.");
        }
    }

    /// <summary>Whatever interrupts an exchange leaves the two sides out of step.</summary>
    private Exception Broken(Exception error)
    {
        Abort();
        return error;
    }
}
