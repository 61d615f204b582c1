using System.Globalization;

namespace CausalGateway.Engines.MySql.Replication;

/// <summary>Reads the numbers of a server's version.</summary>
internal static class ServerVersion
{
    /// <summary>The leading numbers, e.g. 10.11.14 of <c>10.11.14-MariaDB-0+deb12u2</c>; 0.0.0 if there are none.</summary>
    public static Version Parse(string version)
    {
        Span<int> numbers = stackalloc int[3];
        var count = 0;
        var rest = version.AsSpan();
        // MariaDB puts this in front for the sake of old replicas.
        if (rest.StartsWith("5.5.5-", StringComparison.Ordinal))
        {
            rest = rest["5.5.5-".Length..];
        }

        while (count < numbers.Length)
        {
            var length = rest.IndexOfAnyExceptInRange('0', '9');
            length = length < 0 ? rest.Length : length;
            if (!int.TryParse(rest[..length], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[count]))
            {
                break;
            }

            count++;
            if (length == rest.Length || rest[length] != '.')
            {
                break;
            }

            rest = rest[(length + 1)..];
        }

        return new Version(numbers[0], numbers[1], numbers[2]);
    }
}
