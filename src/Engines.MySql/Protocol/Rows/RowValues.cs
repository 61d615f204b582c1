using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Protocol.Packets;

namespace CausalGateway.Engines.MySql.Protocol.Rows;

/// <summary>Where the values of the current row are. Holds no value itself, unless a binary one had to be put into text.</summary>
internal sealed class RowValues
{
    private const int Null = -1;
    private const int BitmapOffset = 2;

    private (int Offset, int Length)[] _places = [];
    private byte[] _texts = [];
    private ServerColumn[] _columns = [];
    private bool _isBinary;

    /// <summary>Gets ready for rows of these columns.</summary>
    public void Begin(ServerColumn[] columns, bool isBinary)
    {
        (_columns, _isBinary) = (columns, isBinary);
        if (_places.Length < columns.Length)
        {
            _places = new (int, int)[columns.Length];
        }

        if (isBinary && _texts.Length < columns.Length * BinaryText.Longest)
        {
            _texts = new byte[columns.Length * BinaryText.Longest];
        }
    }

    /// <summary>Finds the values of a row, and checks that it has as many as there are columns.</summary>
    /// <exception cref="DriverException">It has not, or a value reaches beyond the row.</exception>
    public void Locate(ReadOnlySpan<byte> row)
    {
        var reader = new PayloadReader(row);
        if (_isBinary)
        {
            LocateBinary(ref reader, row);
        }
        else
        {
            LocateText(ref reader, row);
        }

        if (!reader.IsAtEnd)
        {
            throw ProtocolError.Malformed("a row with more values than columns");
        }
    }

    /// <summary>The value in the text protocol's form; false for NULL. Valid as long as <paramref name="row"/> is.</summary>
    public bool TryGet(int column, ReadOnlySpan<byte> row, out ReadOnlySpan<byte> text)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)_columns.Length, nameof(column));
        var (offset, length) = _places[column];
        if (length == Null)
        {
            text = default;
            return false;
        }

        text = row.Slice(offset, length);
        if (_isBinary && BinaryText.IsNeeded(_columns[column].Type))
        {
            var destination = _texts.AsSpan(column * BinaryText.Longest, BinaryText.Longest);
            text = destination[..BinaryText.Write(_columns[column], text, destination)];
        }

        return true;
    }

    private void LocateText(ref PayloadReader reader, ReadOnlySpan<byte> row)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            _places[i] = reader.TryReadLengthEncoded(out var value) ? (row.Length - reader.Remaining - value.Length, value.Length) : (0, Null);
        }
    }

    private void LocateBinary(ref PayloadReader reader, ReadOnlySpan<byte> row)
    {
        if (reader.ReadByte() != PacketHeader.Ok)
        {
            throw ProtocolError.Malformed("a row that is none");
        }

        var nulls = reader.ReadBytes((_columns.Length + BitmapOffset + 7) / 8);
        for (var i = 0; i < _columns.Length; i++)
        {
            var bit = i + BitmapOffset;
            if ((nulls[bit / 8] & (1 << (bit % 8))) != 0)
            {
                _places[i] = (0, Null);
                continue;
            }

            var length = BinaryText.FixedLength(_columns[i].Type) is { } known ? known : PrefixedLength(ref reader, _columns[i].Type);
            _places[i] = (row.Length - reader.Remaining, length);
            reader.Skip(length);
        }
    }

    private static int PrefixedLength(ref PayloadReader reader, ColumnType type)
    {
        if (BinaryText.IsTemporal(type))
        {
            var size = reader.ReadByte();
            return BinaryText.IsTemporalLength(type, size)
                ? size
                : throw ProtocolError.Malformed("a date or time of a length that none has");
        }

        var length = reader.ReadLength();
        return length <= (ulong)reader.Remaining ? (int)length : throw ProtocolError.Malformed("a value that ends too early");
    }
}
