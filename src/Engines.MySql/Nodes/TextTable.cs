using System.Globalization;
using System.Text;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Nodes;

/// <summary>A small result as text, by the names of its columns. For what is asked now and then, not for every statement.</summary>
internal sealed class TextTable
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string?[]> _rows = [];

    private TextTable(IReadOnlyList<ServerColumn> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            _columns[columns[i].Name] = i;
        }
    }

    public int Rows => _rows.Count;

    /// <summary>A value; null for NULL and for a column that the server does not have.</summary>
    public string? this[int row, string column] => _columns.TryGetValue(column, out var index) ? _rows[row][index] : null;

    /// <summary>A table for tests and for answers without rows.</summary>
    public static TextTable Of(string[] columns, params string?[][] rows)
    {
        var described = Array.ConvertAll(columns, static name => new ServerColumn(name, ColumnType.VarString, ColumnFlags.None, 0, 0, 0));
        var table = new TextTable(described);
        table._rows.AddRange(rows);
        return table;
    }

    /// <summary>Reads the next answer to its end.</summary>
    /// <exception cref="ServerErrorException">The server refused the command.</exception>
    public static async ValueTask<TextTable> ReadAsync(IServerConnection connection, CancellationToken cancellationToken)
    {
        var reply = await connection.ReadReplyAsync(cancellationToken);
        var table = new TextTable(reply.Columns);
        if (reply.Kind == ReplyKind.Rows)
        {
            while (true)
            {
                if (await connection.ReadRowAsync(cancellationToken) is { } end)
                {
                    reply = end;
                    break;
                }

                table.AddRow(connection, reply.Columns.Count);
            }
        }

        return reply.Error is { } error ? throw new ServerErrorException(error) : table;
    }

    /// <summary>A value that must be there.</summary>
    public string Text(int row, string column) =>
        this[row, column] ?? throw new DriverException(DriverFailure.Protocol, $"The server did not tell its {column}.");

    /// <summary>Whether a value is on, as the servers write it.</summary>
    public bool IsOn(int row, string column) => this[row, column] is { } text
        && (text.Equals("ON", StringComparison.OrdinalIgnoreCase) || text.Equals("Yes", StringComparison.OrdinalIgnoreCase)
            || text.Equals("1", StringComparison.Ordinal));

    /// <summary>A number, or null where there is none.</summary>
    public long? Number(int row, string column) =>
        long.TryParse(this[row, column], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private void AddRow(IServerConnection connection, int columns)
    {
        var row = new string?[columns];
        for (var i = 0; i < columns; i++)
        {
            row[i] = connection.TryGetValue(i, out var text) ? Encoding.UTF8.GetString(text) : null;
        }

        _rows.Add(row);
    }
}
