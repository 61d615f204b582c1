using CausalGateway.Abstractions;
using CausalGateway.Engines.Postgres.Classification.Lexing;

namespace CausalGateway.Engines.Postgres.Classification;

/// <summary>
/// Classifies PostgreSQL statements by their text alone. Fails closed: a statement is a read only if it is of a form that is
/// known to read and every function it calls is known to only read. Time is linear in the length; nesting costs no stack.
/// Thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// What the text does not show, it cannot see: views and columns with expressions, operators and casts that users defined (except
/// <c>OPERATOR(schema.+)</c>), rules, row security policies, functions called as attributes (<c>t.f</c> for <c>f(t)</c>),
/// overloads of built-in names for other types, a <c>search_path</c> that puts another schema before <c>pg_catalog</c>, and that
/// a name in FROM is a sequence, whose state WAL carries ahead of the primary's. So reads are run in a read-only transaction as a
/// second guard: a replica refuses what would write (SQLSTATE 25006), and the refusal sends the statement to the primary.
/// </para>
/// <para>
/// The list of functions reflects built-in ones; every function of an extension is a call that may write. See
/// <see cref="BuiltInFunctions"/> for volatile functions that are reads nevertheless.
/// </para>
/// </remarks>
internal sealed class PostgresStatementClassifier : IStatementClassifier
{
    private const int LevelsOnStack = 32;

    /// <inheritdoc/>
    public StatementClassification Classify(string sql)
    {
        if (sql.Contains('\0'))
        {
            return Describe(Verdict.Invalid("contains a NUL character"));
        }

        var reader = new LexemeReader(sql);
        while (reader.Next.Kind == TokenKind.Semicolon)
        {
            reader.Read();
        }

        var explain = ExplainPrefix.Read(ref reader);
        Span<QueryLevel> levels = stackalloc QueryLevel[LevelsOnStack];
        var found = new StatementScanner(reader, levels).Scan();
        var verdict = CommandRules.Judge(found, explain);
        return verdict.Kind == StatementKind.Invalid ? Describe(verdict) : Describe(verdict, found, explain);
    }

    private static StatementClassification Describe(Verdict verdict) => new() { Kind = verdict.Kind, Reason = verdict.Reason };

    private static StatementClassification Describe(Verdict verdict, in StatementFindings found, ExplainMode explain)
    {
        var isExplained = explain != ExplainMode.None;
        var hasOwnParameters = CommandTraits.HasOwnParameters(found);
        return new StatementClassification
        {
            Kind = verdict.Kind,
            Reason = verdict.Reason,
            Command = Keywords.UpperName(isExplained ? Keyword.Explain : found.Command),
            ReturnsRows = isExplained || CommandTraits.ReturnsRows(found),
            AllowedInTransaction = CommandTraits.AllowedInTransaction(found),
            Shareable = verdict.Kind == StatementKind.Read && IsShareable(found),
            Placeholders = hasOwnParameters || found.Placeholders is null ? [] : found.Placeholders,
            ParameterCount = hasOwnParameters ? 0 : found.ParameterCount,
        };
    }

    /// <summary>An explained write is a read too, but only what would be one without EXPLAIN is known well enough.</summary>
    private static bool IsShareable(in StatementFindings found) =>
        !found.NeedsLease && CommandRules.Judge(found, ExplainMode.None).Kind == StatementKind.Read;
}
