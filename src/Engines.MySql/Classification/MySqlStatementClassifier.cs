using CausalGateway.Abstractions;

namespace CausalGateway.Engines.MySql.Classification;

/// <summary>
/// Classifies MySQL's and MariaDB's statements by their text alone. Fails closed: a statement is a read only if it is of a form
/// that is known to read and every function it calls is known to only read. Time is linear in the length; nesting costs no
/// stack. Thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// What the text does not show, it cannot see: the functions inside views and columns with expressions. So reads are run in a
/// read-only transaction as a second guard: a replica refuses what would write (errors 1290 and 1792), and the refusal sends the
/// statement to the primary.
/// </para>
/// <para>
/// It relies on the connection's <c>sql_mode</c> being without <c>ANSI_QUOTES</c>, <c>NO_BACKSLASH_ESCAPES</c>,
/// <c>IGNORE_SPACE</c> and <c>ORACLE</c>, on <c>utf8mb4</c> as its character set, and on a connection without the protocol's
/// multi-statements. A name that is built-in in one version only may be a stored function's in another; the lists are of the
/// latest versions.
/// </para>
/// </remarks>
internal sealed class MySqlStatementClassifier(Dialect dialect) : IStatementClassifier
{
    private const int LevelsOnStack = 32;

    /// <inheritdoc/>
    public StatementClassification Classify(string sql)
    {
        if (sql.Contains('\0'))
        {
            return Describe(Verdict.Invalid("contains a NUL character"));
        }

        if (HasLoneSurrogate(sql))
        {
            return Describe(Verdict.Invalid("contains half of a character"));
        }

        var reader = new LexemeReader(sql, dialect);
        var explain = ExplainPrefix.Read(ref reader);
        Span<QueryLevel> levels = stackalloc QueryLevel[LevelsOnStack];
        var found = new StatementScanner(reader, explain.Mode, levels).Scan();
        var verdict = CommandRules.Judge(found, explain.Mode);
        return verdict.Kind == StatementKind.Invalid ? Describe(verdict) : Describe(verdict, found, explain);
    }

    private static StatementClassification Describe(Verdict verdict) => new() { Kind = verdict.Kind, Reason = verdict.Reason };

    private StatementClassification Describe(Verdict verdict, in StatementFindings found, ExplainPrefix explain)
    {
        var isExplained = explain.Mode != ExplainMode.None;
        return new StatementClassification
        {
            Kind = verdict.Kind,
            Reason = verdict.Reason,
            Command = Keywords.UpperName(isExplained ? explain.Command : found.Command),
            ReturnsRows = isExplained || CommandTraits.ReturnsRows(found, dialect),
            AllowedInTransaction = isExplained || CommandTraits.AllowedInTransaction(found),
            Shareable = verdict.Kind == StatementKind.Read && !found.NeedsLease,
            Placeholders = found.Placeholders is null ? [] : found.Placeholders,
            ParameterCount = found.Placeholders?.Count ?? 0,
        };
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<char> sql)
    {
        while (sql.IndexOfAnyInRange('\ud800', '\udfff') is var at and >= 0)
        {
            if (at + 1 >= sql.Length || !char.IsSurrogatePair(sql[at], sql[at + 1]))
            {
                return true;
            }

            sql = sql[(at + 2)..];
        }

        return false;
    }
}
