using System.Globalization;

namespace CausalGateway.Engines.MySql.Positions;

/// <summary>One of MariaDB's global transaction identifiers; as a component of a position also all before it.</summary>
/// <param name="Domain">The replication domain.</param>
/// <param name="Server">The server that wrote it, by its <c>server_id</c>.</param>
/// <param name="Number">Its number in the domain.</param>
internal readonly record struct MariaDbGtid(uint Domain, uint Server, ulong Number)
{
    /// <summary>Reads <c>0-1-100</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out MariaDbGtid gtid)
    {
        gtid = default;
        var domainEnd = text.IndexOf('-');
        var serverEnd = text.LastIndexOf('-');
        if (domainEnd < 0 || serverEnd <= domainEnd
            || !uint.TryParse(text[..domainEnd], NumberStyles.None, CultureInfo.InvariantCulture, out var domain)
            || !uint.TryParse(text[(domainEnd + 1)..serverEnd], NumberStyles.None, CultureInfo.InvariantCulture, out var server)
            || !ulong.TryParse(text[(serverEnd + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        gtid = new MariaDbGtid(domain, server, number);
        return true;
    }

    /// <summary>Compares domain, then server.</summary>
    public int CompareSourceTo(MariaDbGtid other)
    {
        var byDomain = Domain.CompareTo(other.Domain);
        return byDomain != 0 ? byDomain : Server.CompareTo(other.Server);
    }

    /// <summary>As the server prints it: <c>0-1-100</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Domain}-{Server}-{Number}");
}
