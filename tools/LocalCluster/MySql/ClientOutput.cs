using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

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

    private static SqlResult ReadResult(string document)
    {
        // Data may hold what XML forbids; this reader takes it when it is told not to normalize.
        using var reader = new XmlTextReader(new StringReader(document)) { Normalization = false, DtdProcessing = DtdProcessing.Prohibit };
        List<string> columns = [];
        List<IReadOnlyList<string?>> rows = [];
        List<string?>? row = null;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Name == "row")
            {
                rows.Add(row = []);
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.Name == "field")
            {
                if (rows.Count == 1)
                {
                    columns.Add(reader.GetAttribute("name")!);
                }

                row!.Add(reader.GetAttribute("xsi:nil") == "true" ? null : ReadText(reader));
            }
        }

        return new SqlResult(columns, rows);
    }

    /// <summary>The text of an element, which the reader leaves at its end.</summary>
    private static string ReadText(XmlTextReader reader)
    {
        var text = "";
        while (!reader.IsEmptyElement && reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            text += reader.Value;
        }

        return text;
    }

    [GeneratedRegex(@"^ERROR (?<number>\d+) \((?<state>\w+)\)[^:\n]*: (?<message>.*)$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"<\?xml version=.*?</resultset>", RegexOptions.Singleline)]
    private static partial Regex Results();
}
