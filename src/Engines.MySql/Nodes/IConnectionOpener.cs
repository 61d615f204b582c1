namespace CausalGateway.Engines.MySql.Nodes;

/// <summary>Makes the connections of a pool, and puts them back into the state that they began in.</summary>
internal interface IConnectionOpener
{
    /// <summary>Opens a connection and sets its session up.</summary>
    ValueTask<PooledConnection> OpenAsync(ConnectionPool pool, CancellationToken cancellationToken);

    /// <summary>Takes away whatever a statement left behind on the connection.</summary>
    ValueTask ResetAsync(PooledConnection connection);

    /// <summary>Whether the connection leads to the life of the server that was last heard of.</summary>
    bool IsCurrent(PooledConnection connection);
}
