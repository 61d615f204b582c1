using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Protocol;

/// <content>Commands on their way out, many in one write.</content>
internal sealed partial class WireConnection
{
    private const uint OneIteration = 1;

    /// <summary>A packet that begins a command has the number 0, and its answer begins with 1.</summary>
    private const byte FirstSequence = 0;

    private readonly Queue<Pending> _pending = new();

    /// <summary>Statements that made room for others; the server is told with the next command, and does not answer.</summary>
    private readonly Queue<PreparedStatement> _toClose = new();

    public async ValueTask SendAsync(ReadOnlyMemory<ServerCommand> commands, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        try
        {
            WriteAll(commands.Span);
        }
        catch (Exception e)
        {
            throw Broken(e);
        }

        await FlushAsync(cancellationToken);
    }

    private void WriteAll(ReadOnlySpan<ServerCommand> commands)
    {
        _writer.Clear();
        WriteCloses();
        foreach (ref readonly var command in commands)
        {
            var answer = Write(command);
            _pending.Enqueue(new Pending(answer, (PreparedStatement?)command.Statement));
        }
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WireStream.WriteAsync(_stream, _writer.Written, cancellationToken);
        }
        catch (Exception e)
        {
            throw Broken(e);
        }
    }

    /// <summary>Writes one command; returns the sequence number of its answer.</summary>
    private byte Write(in ServerCommand command)
    {
        switch (command.Kind)
        {
            case CommandKind.Query:
                WriteCommand(CommandCode.Query);
                _writer.WriteText(command.Text);
                break;
            case CommandKind.UseDatabase:
                WriteCommand(CommandCode.UseDatabase);
                _writer.WriteText(command.Text);
                break;
            case CommandKind.Ping:
                WriteCommand(CommandCode.Ping);
                break;
            case CommandKind.Reset:
                WriteCommand(CommandCode.ResetConnection);
                _statements.Clear();
                _toClose.Clear();
                break;
            case CommandKind.Execute:
                WriteExecute((PreparedStatement)command.Statement!, command.Parameters.Span);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(command));
        }

        return _writer.EndPacket();
    }

    private void WriteExecute(PreparedStatement statement, ReadOnlySpan<BoundParameter> parameters)
    {
        if (statement.IsClosed)
        {
            throw new InvalidOperationException("The statement is not prepared any longer.");
        }

        if (parameters.Length != statement.ParameterCount)
        {
            throw new ArgumentException(
                $"The statement takes {statement.ParameterCount} parameters, {parameters.Length} were given.", nameof(parameters));
        }

        WriteCommand(CommandCode.Execute);
        _writer.WriteUInt32(statement.Id);
        _writer.WriteByte(0); // no cursor
        _writer.WriteUInt32(OneIteration);
        ParameterEncoder.Write(_writer, parameters);
    }

    private void WriteCloses()
    {
        while (_toClose.TryDequeue(out var statement))
        {
            WriteCommand(CommandCode.CloseStatement);
            _writer.WriteUInt32(statement.Id);
            _writer.EndPacket();
        }
    }

    private void WriteCommand(byte code)
    {
        _writer.BeginPacket(FirstSequence);
        _writer.WriteByte(code);
    }

    /// <summary>A command whose answer has not been read to its end.</summary>
    /// <param name="Sequence">The number that the answer's first packet has.</param>
    /// <param name="Statement">The prepared statement, whose rows come in the binary protocol; null for text.</param>
    private readonly record struct Pending(byte Sequence, PreparedStatement? Statement);
}
