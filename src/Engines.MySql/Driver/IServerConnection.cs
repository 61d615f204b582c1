namespace CausalGateway.Engines.MySql.Driver;

/// <summary>
/// One open connection. Commands go out together and are answered in their order. Not thread-safe; one reader at a time.
/// </summary>
/// <remarks>
/// Every method throws <see cref="DriverException"/> when the connection broke or the peer broke the protocol, and
/// <see cref="OperationCanceledException"/> when its token came; after either the connection is no longer usable. What the
/// server itself refuses is an answer (<see cref="ReplyKind.Error"/>), not an exception: the connection stays usable.
/// </remarks>
internal interface IServerConnection : IAsyncDisposable
{
    /// <summary>The server's number of this connection, for <c>KILL QUERY</c>.</summary>
    uint ThreadId { get; }

    /// <summary>As the server announced it, e.g. <c>9.7.0</c> or <c>10.11.14-MariaDB-0+deb12u2</c>.</summary>
    string ServerVersion { get; }

    /// <summary>Whether every answer was read to its end and the connection is in step.</summary>
    bool IsIdle { get; }

    /// <summary>
    /// False once the connection has broken or was aborted, or, while it is idle, once the server is seen to have given it up.
    /// Costs a system call while it is idle.
    /// </summary>
    bool IsUsable { get; }

    /// <summary>The server's last word on whether a transaction is open here.</summary>
    bool InTransaction { get; }

    /// <summary>
    /// The statement prepared on this connection: from the connection's cache without a round trip, else prepared now. Only
    /// on an idle connection.
    /// </summary>
    /// <exception cref="ServerErrorException">The server cannot prepare it.</exception>
    ValueTask<IPreparedStatement> PrepareAsync(string sql, CancellationToken cancellationToken);

    /// <summary>Sends the commands in one write, without waiting for an answer; each gets its own answer.</summary>
    ValueTask SendAsync(ReadOnlyMemory<ServerCommand> commands, CancellationToken cancellationToken);

    /// <summary>
    /// The next answer: of the next command, or the next result of the same command if the last one said
    /// <see cref="ServerReply.MoreResults"/>. After <see cref="ReplyKind.Rows"/> the rows have to be read first.
    /// </summary>
    ValueTask<ServerReply> ReadReplyAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Moves to the next row; null while there are rows, else the reply that ended them (<see cref="ReplyKind.Ok"/> or
    /// <see cref="ReplyKind.Error"/>), which carries what an answer without rows would.
    /// </summary>
    ValueTask<ServerReply?> ReadRowAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The value of a column of the current row in the form of the text protocol, whatever protocol brought it; false for
    /// NULL. Valid until the next read.
    /// </summary>
    bool TryGetValue(int column, out ReadOnlySpan<byte> text);

    /// <summary>Closes the socket at once. May be called from any thread; ends a read under way.</summary>
    void Abort();
}
