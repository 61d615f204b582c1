using System.Net;

namespace CausalGateway.Gateway.Configuration;

/// <summary>An address that the gateway listens on, understood the way that Kestrel understands it.</summary>
/// <param name="Url">The URL for Kestrel.</param>
/// <param name="IsLoopback">Whether only this machine can reach it.</param>
internal sealed record ListenAddress(string Url, bool IsLoopback)
{
    private const string Localhost = "localhost";

    /// <summary>
    /// Reads <c>http://host:port</c>, the host being an IP address, <c>localhost</c>, or <c>*</c> for every address. Other host
    /// names are
    /// refused: Kestrel listens on every address for them, which nobody expects of <c>http://gateway.internal</c>.
    /// </summary>
    public static Parsed<ListenAddress> Parse(string text)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(text.Trim());
        }
        catch (FormatException)
        {
            return new Mistake("is not an address; write it as http://127.0.0.1:8080");
        }

        if (address.Scheme.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase))
        {
            return new Mistake("cannot be https: it is not available yet; end TLS in a proxy in front of the gateway");
        }

        if (!address.Scheme.Equals(Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase) || address.PathBase.Length > 0)
        {
            return new Mistake("must be http://host:port without a path");
        }

        if (address.Port is < 0 or > IPEndPoint.MaxPort)
        {
            return new Mistake("must have a port between 0 and 65535");
        }

        if (address.Host.Equals(Localhost, StringComparison.OrdinalIgnoreCase))
        {
            return address.Port == 0
                ? new Mistake("must name an IP address, not localhost, to have its port chosen (port 0)")
                : new ListenAddress($"http://{Localhost}:{address.Port}", IsLoopback: true);
        }

        if (address.Host is "*" or "+")
        {
            return new ListenAddress($"http://*:{address.Port}", IsLoopback: false);
        }

        // TryParse ignores what follows a closing bracket, so a port that is not a number would pass as the default port.
        return !address.Host.Contains("]:", StringComparison.Ordinal) && IPAddress.TryParse(address.Host, out var ip)
            ? new ListenAddress($"http://{new IPEndPoint(ip, address.Port)}", IPAddress.IsLoopback(ip))
            : new Mistake("must name an IP address, localhost or *: any other host name would mean every address");
    }

    /// <summary>Reads one address or several, separated by <c>;</c>.</summary>
    public static Parsed<IReadOnlyList<ListenAddress>> ParseMany(string text)
    {
        var parsed = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Parse)
            .ToList();
        if (parsed.Find(p => p.Mistake is not null) is { Mistake: { } mistake })
        {
            return mistake;
        }

        return parsed.Count == 0 ? new Mistake("names no address") : parsed.ConvertAll(p => p.Value);
    }
}
