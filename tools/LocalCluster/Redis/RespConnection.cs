using System.Globalization;
using System.Text;

namespace CausalGateway.LocalCluster.Redis;

/// <summary>As much of Redis's protocol (RESP2) as it takes to send a command and read its answer.</summary>
internal sealed class RespConnection(Stream stream) : IDisposable
{
    private readonly StreamReader _reader = new(stream, Encoding.Latin1);

    public async Task<string?> CommandAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var request = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{command.Count}\r\n");
        foreach (var word in command)
        {
            request.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(request.ToString()), cancellationToken);
        return await ReadAsync(cancellationToken);
    }

    public void Dispose() => _reader.Dispose();

    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        var line = await _reader.ReadLineAsync(cancellationToken) ?? throw new IOException("Redis closed the connection.");
        var rest = line[1..];
        switch (line[0])
        {
            case '+' or ':':
                return rest;
            case '-':
                throw new LocalClusterException($"Redis answered: {rest}");
            case '$':
                return await ReadBulkAsync(int.Parse(rest, CultureInfo.InvariantCulture), cancellationToken);
            case '*':
                var lines = new List<string?>();
                for (var left = int.Parse(rest, CultureInfo.InvariantCulture); left > 0; left--)
                {
                    lines.Add(await ReadAsync(cancellationToken));
                }

                return string.Join('\n', lines);
            default:
                throw new LocalClusterException($"Redis answered with a kind of value that is not known here: {line}");
        }
    }

    private async Task<string?> ReadBulkAsync(int length, CancellationToken cancellationToken)
    {
        if (length < 0)
        {
            return null;
        }

        // One character is one byte in Latin-1; the line end belongs to the protocol.
        var bytes = new char[length + 2];
        if (await _reader.ReadBlockAsync(bytes, cancellationToken) < bytes.Length)
        {
            throw new IOException("Redis closed the connection.");
        }

        return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes, 0, length));
    }
}
