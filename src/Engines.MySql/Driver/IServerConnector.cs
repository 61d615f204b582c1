namespace CausalGateway.Engines.MySql.Driver;

/// <summary>Opens connections. Together with <see cref="IServerConnection"/> all that the engine asks of a driver.</summary>
internal interface IServerConnector
{
    /// <summary>Connects, secures the connection as <paramref name="target"/> says, and logs in.</summary>
    /// <exception cref="ServerErrorException">The server refused.</exception>
    /// <exception cref="DriverException">The way to the server failed, or it speaks what this driver does not.</exception>
    ValueTask<IServerConnection> ConnectAsync(ConnectionTarget target, CancellationToken cancellationToken);
}
