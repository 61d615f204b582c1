using System.Text;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Tests.Support;

/// <summary>Gives rows that are already there, then an end or a failure.</summary>
internal sealed class ScriptedConnection(string?[][] rows, ServerReply? end = null, Exception? failure = null) : IServerConnection
{
    private int _row = -1;

    public uint ThreadId => 1;

    public string ServerVersion => "9.7.0";

    public bool IsIdle => _row >= rows.Length;

    public bool IsUsable => true;

    public bool InTransaction => false;

    public async ValueTask<ServerReply?> ReadRowAsync(CancellationToken cancellationToken)
    {
        // Every second row is not there yet when it is asked for.
        if (++_row % 2 == 1)
        {
            await Task.Yield();
        }

        if (_row < rows.Length)
        {
            return null;
        }

        return failure is null ? end ?? new ServerReply { Kind = ReplyKind.Ok } : throw failure;
    }

    public bool TryGetValue(int column, out ReadOnlySpan<byte> text)
    {
        var value = rows[_row][column];
        text = value is null ? default : Encoding.UTF8.GetBytes(value);
        return value is not null;
    }

    public ValueTask<IPreparedStatement> PrepareAsync(string sql, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask SendAsync(ReadOnlyMemory<ServerCommand> commands, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<ServerReply> ReadReplyAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Abort()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
