using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CausalGateway.Gateway.Configuration;

/// <summary>Where a database server listens: <c>host:port</c>, with IPv6 addresses in brackets (<c>[::1]:5432</c>).</summary>
/// <param name="Host">Host name in lower case, or address without brackets.</param>
/// <param name="Port">TCP port, 1 to 65535.</param>
internal sealed record ServerEndpoint(string Host, int Port)
{
    private const int LongestHostName = 253;

    /// <summary>Reads an endpoint; null if it is not one. Two spellings of one address give equal endpoints.</summary>
    public static ServerEndpoint? Parse(string text)
    {
        var trimmed = text.Trim();
        var colon = trimmed.LastIndexOf(':');
        if (colon <= 0
            || !int.TryParse(trimmed.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is < 1 or > IPEndPoint.MaxPort)
        {
            return null;
        }

        var host = trimmed[..colon];
        if (host is ['[', .. var inner, ']'])
        {
            return IPAddress.TryParse(inner, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
                ? new ServerEndpoint(address.ToString(), port)
                : null;
        }

        var isName = host.Length <= LongestHostName && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
        return isName ? new ServerEndpoint(host.ToLowerInvariant(), port) : null;
    }

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
