using System.Text;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Replication;

/// <summary>Reads positions from the text of a variable, and hands out the last one again while the text stays the same.</summary>
/// <param name="parse">Reads a text; null if it is none.</param>
internal sealed class PositionCache<T>(Func<string, T?> parse)
    where T : class
{
    private Entry? _last;

    /// <summary>The position in a column of the current row; NULL reads as empty text.</summary>
    public T Read(IServerConnection connection, int column)
    {
        connection.TryGetValue(column, out var text);
        if (Volatile.Read(ref _last) is { } last && text.SequenceEqual(last.Text))
        {
            return last.Value;
        }

        var value = parse(Encoding.UTF8.GetString(text))
            ?? throw new DriverException(DriverFailure.Protocol, "The server's position could not be read.");
        Volatile.Write(ref _last, new Entry(text.ToArray(), value));
        return value;
    }

    private sealed record Entry(byte[] Text, T Value);
}
