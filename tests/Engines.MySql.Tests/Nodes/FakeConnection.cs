using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Tests.Nodes;

/// <summary>A connection that answers every command with OK, and can be broken.</summary>
internal sealed class FakeConnection : IServerConnection
{
    public uint ThreadId => 1;

    public string ServerVersion => "9.7.0";

    public bool IsIdle { get; set; } = true;

    public bool IsUsable { get; set; } = true;

    public bool InTransaction { get; set; }

    /// <summary>Whether commands fail from here on.</summary>
    public bool IsDead { get; set; }

    public bool IsClosed { get; private set; }

    public List<CommandKind> Sent { get; } = [];

    public ValueTask<IPreparedStatement> PrepareAsync(string sql, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask SendAsync(ReadOnlyMemory<ServerCommand> commands, CancellationToken cancellationToken)
    {
        foreach (var command in commands.Span)
        {
            Sent.Add(command.Kind);
        }

        return IsDead ? throw new DriverException(DriverFailure.Lost, "gone") : ValueTask.CompletedTask;
    }

    public ValueTask<ServerReply> ReadReplyAsync(CancellationToken cancellationToken) => new(new ServerReply { Kind = ReplyKind.Ok });

    public ValueTask<ServerReply?> ReadRowAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public bool TryGetValue(int column, out ReadOnlySpan<byte> text) => throw new NotSupportedException();

    public void Abort() => IsUsable = false;

    public ValueTask DisposeAsync()
    {
        IsClosed = true;
        return ValueTask.CompletedTask;
    }
}
