using System.Text;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Errors;

/// <summary>Takes database users and their hosts out of the server's text: they are the operator's business.</summary>
internal static class AccountNames
{
    private const string Middle = "'@'";

    /// <summary>The server's message without accounts, e.g. <c>SELECT command denied to user for table 't'</c>.</summary>
    public static string Remove(ServerError error) => error.Number switch
    {
        ErrorNumber.DatabaseAccessDenied or ErrorNumber.AccessDenied or ErrorNumber.TableAccessDenied
            or ErrorNumber.ColumnAccessDenied or ErrorNumber.RoutineAccessDenied or ErrorNumber.AccessDeniedWithoutPassword
            or ErrorNumber.NoSuchDefiner or ErrorNumber.DatabaseDenied => WithoutAccounts(error.Message),
        // These name the user and the host in words of their own.
        ErrorNumber.UserLimitReached => "The database user has used up what it may.",
        ErrorNumber.NoSuchGrant or ErrorNumber.NoSuchTableGrant or ErrorNumber.NoSuchRoutineGrant => "There is no such grant.",
        _ => error.Message,
    };

    private static string WithoutAccounts(string message)
    {
        var kept = new StringBuilder(message.Length);
        var from = 0;
        while (message.IndexOf(Middle, from, StringComparison.Ordinal) is >= 0 and var middle)
        {
            var start = StartOf(message.AsSpan(from, middle - from)) is >= 0 and var quote ? from + quote : middle;
            var end = message.IndexOf('\'', middle + Middle.Length);
            if (end < 0)
            {
                break;
            }

            kept.Append(message.AsSpan(from, start - from).TrimEnd(' '));
            from = end + 1;
        }

        return kept.Append(message, from, message.Length - from).ToString();
    }

    /// <summary>Where the user's name starts: a quote may be in it, so the one behind a blank is meant if there is one.</summary>
    private static int StartOf(ReadOnlySpan<char> upToName) => upToName.LastIndexOf(" '") is >= 0 and var blank
        ? blank + 1
        : upToName.LastIndexOf('\'');
}
