using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Protocol.Packets;

namespace CausalGateway.Engines.MySql.Protocol;

/// <content>Answers, in the order of their commands.</content>
internal sealed partial class WireConnection
{
    /// <summary>No server allows more than 4,096 in a table, nor many more in a result.</summary>
    private const int MostColumns = ushort.MaxValue;

    /// <summary>The longest OK or ERR packet; rows may be longer.</summary>
    private const int LongestReply = 16 * 1024 * 1024;

    /// <summary>Whether rows of the first pending command's answer are to be read next.</summary>
    private bool _inRows;

    /// <summary>Whether that command has had an answer, and said that another follows.</summary>
    private bool _isContinued;

    private bool HasExtendedMetadata => _capabilities.HasFlag(Capabilities.MariaDbExtendedMetadata);

    private bool HasEofPackets => !_capabilities.HasFlag(Capabilities.DeprecateEof);

    public async ValueTask<ServerReply> ReadReplyAsync(CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        if (_inRows || !_pending.TryPeek(out var command))
        {
            throw new InvalidOperationException(_inRows ? "The rows have to be read first." : "No answer is to come.");
        }

        try
        {
            if (!_isContinued)
            {
                _reader.Expect(command.Sequence);
            }

            await _reader.ReadAsync(cancellationToken);
            return _reader.Payload switch
            {
                [PacketHeader.Ok, ..] or [PacketHeader.Error, ..] => TakeReply(),
                [PacketHeader.LocalFile, ..] => throw new DriverException(
                    DriverFailure.Protocol, "The server asked for a file of this machine, which it never gets."),
                _ => await ReadColumnsAsync(command.Statement, cancellationToken),
            };
        }
        catch (Exception e)
        {
            throw Broken(e);
        }
    }

    public ValueTask<ServerReply?> ReadRowAsync(CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        if (!_inRows)
        {
            throw new InvalidOperationException("There are no rows to read.");
        }

        ValueTask read;
        try
        {
            read = _reader.ReadAsync(cancellationToken);
            if (read.IsCompletedSuccessfully)
            {
                return new ValueTask<ServerReply?>(TakeRow());
            }
        }
        catch (Exception e)
        {
            throw Broken(e);
        }

        return AwaitRowAsync(read);
    }

    public bool TryGetValue(int column, out ReadOnlySpan<byte> text) => _row.TryGet(column, _reader.Payload, out text);

    private async ValueTask<ServerReply?> AwaitRowAsync(ValueTask read)
    {
        try
        {
            await read;
            return TakeRow();
        }
        catch (Exception e)
        {
            throw Broken(e);
        }
    }

    /// <summary>A row, or what ended the rows.</summary>
    private ServerReply? TakeRow()
    {
        var payload = _reader.Payload;
        var longestEnd = HasEofPackets ? PacketHeader.LongestEof : PacketHeader.LongestPayload;
        if (payload is [PacketHeader.Error, ..] || (payload is [PacketHeader.Eof, ..] && payload.Length < longestEnd))
        {
            _inRows = false;
            return TakeReply();
        }

        _row.Locate(payload);
        return null;
    }

    /// <summary>An OK, EOF or ERR packet: the end of one answer, and of the command unless more follow.</summary>
    private ServerReply TakeReply()
    {
        var payload = _reader.Payload;
        if (payload.Length > LongestReply)
        {
            throw ProtocolError.Malformed("an answer of that length");
        }

        if (payload[0] == PacketHeader.Error)
        {
            var error = ErrorPacket.Read(payload);
            EndCommand();
            return new ServerReply { Kind = ReplyKind.Error, Error = error, InTransaction = InTransaction };
        }

        var reply = payload[0] == PacketHeader.Eof && HasEofPackets
            ? EofPacket.Read(payload, out _)
            : OkPacket.Read(payload, out _);
        InTransaction = reply.InTransaction;
        if (reply.MoreResults)
        {
            _isContinued = true;
        }
        else
        {
            EndCommand();
        }

        return reply;
    }

    private void EndCommand()
    {
        _pending.Dequeue();
        _isContinued = false;
    }

    private async ValueTask<ServerReply> ReadColumnsAsync(PreparedStatement? statement, CancellationToken cancellationToken)
    {
        var count = ReadColumnCount();
        // A CALL has several results; only the first can be told again.
        var isFirst = !_isContinued;
        var reader = new ColumnReader(isFirst ? statement?.LastColumns : null, isFirst && statement is not null, HasExtendedMetadata);
        for (var i = 0; i < count; i++)
        {
            await _reader.ReadAsync(cancellationToken);
            reader.Add(_reader.Payload);
        }

        await SkipEndOfDefinitionsAsync(cancellationToken);
        var columns = reader.Finish(out var memory);
        if (isFirst && statement is not null)
        {
            statement.LastColumns = memory;
        }

        _row.Begin(columns, isBinary: statement is not null);
        _inRows = true;
        return new ServerReply { Kind = ReplyKind.Rows, Columns = columns, InTransaction = InTransaction };
    }

    private int ReadColumnCount()
    {
        var reader = new PayloadReader(_reader.Payload);
        var count = reader.ReadLength();
        return count is > 0 and <= MostColumns && reader.IsAtEnd
            ? (int)count
            : throw ProtocolError.Malformed("an answer that is none");
    }

    private async ValueTask SkipEndOfDefinitionsAsync(CancellationToken cancellationToken)
    {
        if (!HasEofPackets)
        {
            return;
        }

        await _reader.ReadAsync(cancellationToken);
        if (_reader.Payload is not [PacketHeader.Eof, ..] || _reader.Payload.Length >= PacketHeader.LongestEof)
        {
            throw ProtocolError.Malformed("no end to the descriptions of columns");
        }
    }
}
