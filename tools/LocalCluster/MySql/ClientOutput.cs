using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace CausalGateway.LocalCluster.MySql;

/// <summary>
/// What the client programs print with <c>--xml</c>, the one of their formats in which NULL is not a text like others: a
/// document for each result, and lines outside of them for errors.
/// </summary>
internal static partial class ClientOutput
{
    private const string Header = "<?xml version=\"1.0\"?>";
    private const string Footer = "</resultset>";

    /// <summary>The results, in order.</summary>
    public static List<SqlResult> ReadResults(string text)
    {
        List<SqlResult> results = [];
        for (var start = text.IndexOf(Header, StringComparison.Ordinal); start >= 0;)
        {
            var end = text.IndexOf(Footer, start, StringComparison.Ordinal) + Footer.Length;
            results.Add(ReadResult(text[(start + Header.Length)..end]));
            start = text.IndexOf(Header, end, StringComparison.Ordinal);
        }

        return results;
    }

    /// <summary>The first error outside of the results, or null.</summary>
    public static SqlErrorException? FindError(string text)
    {
        var match = ErrorLine().Match(Results().Replace(text, "\n"));
        return match.Success
            ? new SqlErrorException(
                int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture),
                match.Groups["state"].Value,
                match.Groups["message"].Value)
            : null;
    }

    // Not by a reader of XML: data may hold control characters, which the client prints as they are, and XML forbids.
    private static SqlResult ReadResult(string document)
    {
        List<string> columns = [];
        List<IReadOnlyList<string?>> rows = [];
        List<string?>? row = null;
        foreach (Match match in RowOrField().Matches(document))
        {
            if (match.Groups["name"] is not { Success: true } name)
            {
                rows.Add(row = []);
                continue;
            }

            if (rows.Count == 1)
            {
                columns.Add(WebUtility.HtmlDecode(name.Value));
            }

            row!.Add(match.Groups["text"] is { Success: true } text ? WebUtility.HtmlDecode(text.Value) : null);
        }

        return new SqlResult(columns, rows);
    }

    [GeneratedRegex("""<row>|<field name="(?<name>[^"]*)"(?: xsi:nil="true" />|>(?<text>[^<]*)</field>)""")]
    private static partial Regex RowOrField();

    [GeneratedRegex(@"^ERROR (?<number>\d+) \((?<state>\w+)\)[^:\n]*: (?<message>.*)$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"<\?xml version=.*?</resultset>", RegexOptions.Singleline)]
    private static partial Regex Results();
}
