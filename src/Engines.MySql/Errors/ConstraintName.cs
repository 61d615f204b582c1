using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Errors;

/// <summary>Finds the constraint's name in the server's text, which is the only place that has it.</summary>
internal static class ConstraintName
{
    private const string Introduction = "CONSTRAINT `";
    private const string BehindForeignKey = "` FOREIGN KEY (";

    /// <summary>The name, or null where the text has none (NOT NULL, foreign keys of tables that the user may not see).</summary>
    public static string? In(ServerError error) => error.Number switch
    {
        ErrorNumber.DuplicateEntry or ErrorNumber.DuplicateEntryWithKey or ErrorNumber.DuplicateEntryUnknown
            or ErrorNumber.ForeignDuplicateKey => Key(error.Message),
        ErrorNumber.CheckViolated => Between(error.Message),
        _ => InBackticks(error.Message),
    };

    /// <summary>
    /// The last word in quotes: the value in front of it can be anything. MySQL puts the table and a point before the key's name,
    /// MariaDB does not; the name alone is the same on both, unless there is a point in it.
    /// </summary>
    private static string? Key(string message)
    {
        var end = message.LastIndexOf('\'');
        var start = end > 0 ? message.LastIndexOf('\'', end - 1) : -1;
        if (start < 0)
        {
            return null;
        }

        var name = message.AsSpan(start + 1, end - start - 1);
        return NotEmpty(name[(name.IndexOf('.') + 1)..]);
    }

    private static string? Between(string message)
    {
        var start = message.IndexOf('\'');
        var end = message.LastIndexOf('\'');
        return end > start ? NotEmpty(message.AsSpan(start + 1, end - start - 1)) : null;
    }

    /// <summary>As an identifier is quoted: a backtick in it is doubled, except in MySQL's foreign keys.</summary>
    private static string? InBackticks(string message)
    {
        var start = message.IndexOf(Introduction, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        start += Introduction.Length;
        if (message.IndexOf(BehindForeignKey, start, StringComparison.Ordinal) is >= 0 and var end)
        {
            return Unquoted(message.AsSpan(start, end - start));
        }

        for (var at = start; at < message.Length; at++)
        {
            if (message[at] != '`')
            {
                continue;
            }

            if (at + 1 == message.Length || message[at + 1] != '`')
            {
                return Unquoted(message.AsSpan(start, at - start));
            }

            at++;
        }

        return null;
    }

    private static string? Unquoted(ReadOnlySpan<char> name) => NotEmpty(name)?.Replace("``", "`", StringComparison.Ordinal);

    private static string? NotEmpty(ReadOnlySpan<char> name) => name.IsEmpty ? null : name.ToString();
}
