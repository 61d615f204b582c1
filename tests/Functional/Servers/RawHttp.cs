using System.Net.Sockets;
using System.Text;

namespace CausalGateway.Functional.Servers;

/// <summary>Sends bytes that no decent HTTP client would.</summary>
internal static class RawHttp
{
    /// <summary>Sends a POST with these header lines and this body, and returns everything that comes back.</summary>
    public static async Task<GatewayAnswer> PostAsync(
        Uri address, string path, byte[] headers, byte[] body, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, cancellationToken);
        await using var stream = client.GetStream();
        byte[] request =
        [
            .. Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n"),
            .. Encoding.ASCII.GetBytes($"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n"),
            .. headers, .. "\r\n"u8, .. body,
        ];
        await stream.WriteAsync(request, cancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(cancellationToken);
        return Parse(text);
    }

    private static GatewayAnswer Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = text[..end].Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2))
            .ToDictionary(line => line[0], line => line[1], StringComparer.OrdinalIgnoreCase);
        return new GatewayAnswer(int.Parse(lines[0].Split(' ')[1], null), headers, text[(end + 4)..]);
    }
}
