using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Protocol.Packets;

namespace CausalGateway.Engines.MySql.Protocol;

/// <content>Statements prepared on the server.</content>
internal sealed partial class WireConnection
{
    public ValueTask<IPreparedStatement> PrepareAsync(string sql, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        if (!IsIdle)
        {
            throw new InvalidOperationException("A statement is prepared on an idle connection only.");
        }

        return _statements.TryGet(sql, out var statement)
            ? ValueTask.FromResult<IPreparedStatement>(statement)
            : PrepareOnServerAsync(sql, cancellationToken);
    }

    private async ValueTask<IPreparedStatement> PrepareOnServerAsync(string sql, CancellationToken cancellationToken)
    {
        _writer.Clear();
        WriteCloses();
        WriteCommand(CommandCode.Prepare);
        _writer.WriteText(sql);
        _reader.Expect(_writer.EndPacket());
        await FlushAsync(cancellationToken);

        try
        {
            await _reader.ReadAsync(cancellationToken);
            switch (_reader.Payload)
            {
                case [PacketHeader.Error, ..]:
                    throw new ServerErrorException(ErrorPacket.Read(_reader.Payload));
                case [PacketHeader.Ok, ..]:
                    var statement = ReadPrepared(_reader.Payload, out var columns);
                    // What its parameters and columns are is told again with each result.
                    await SkipDefinitionsAsync(statement.ParameterCount, cancellationToken);
                    await SkipDefinitionsAsync(columns, cancellationToken);
                    if (_statements.Add(sql, statement) is { } evicted)
                    {
                        evicted.IsClosed = true;
                        _toClose.Enqueue(evicted);
                    }

                    return statement;
                default:
                    throw ProtocolError.Malformed("an answer to the preparing of a statement");
            }
        }
        catch (Exception e) when (e is not ServerErrorException)
        {
            throw Broken(e);
        }
    }

    private async ValueTask SkipDefinitionsAsync(int count, CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++)
        {
            await _reader.ReadAsync(cancellationToken);
            ColumnPacket.Read(_reader.Payload, HasExtendedMetadata);
        }

        if (count > 0)
        {
            await SkipEndOfDefinitionsAsync(cancellationToken);
        }
    }

    private static PreparedStatement ReadPrepared(ReadOnlySpan<byte> payload, out int columns)
    {
        var reader = new PayloadReader(payload);
        reader.Skip(1);
        var id = reader.ReadUInt32();
        columns = reader.ReadUInt16();
        var parameters = reader.ReadUInt16();
        return new PreparedStatement(id, parameters, columns > 0);
    }
}
