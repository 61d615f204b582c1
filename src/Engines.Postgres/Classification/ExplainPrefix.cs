using CausalGateway.Engines.Postgres.Classification.Lexing;

namespace CausalGateway.Engines.Postgres.Classification;

/// <summary>Reads EXPLAIN with its options.</summary>
internal static class ExplainPrefix
{
    /// <summary>Leaves the reader before the statement that is explained, or where it was if there is no EXPLAIN.</summary>
    public static ExplainMode Read(ref LexemeReader reader)
    {
        if (reader.Next.Keyword != Keyword.Explain)
        {
            return ExplainMode.None;
        }

        reader.Read();
        if (OptionsFollow(reader))
        {
            return ReadOptions(ref reader);
        }

        var mode = ExplainMode.Plan;
        if (reader.Next.Keyword is Keyword.Analyze or Keyword.Analyse)
        {
            mode = ExplainMode.Run;
            reader.Read();
        }

        if (reader.Next.Keyword == Keyword.Verbose)
        {
            reader.Read();
        }

        return mode;
    }

    /// <summary>Tells options from a query in parentheses.</summary>
    private static bool OptionsFollow(LexemeReader reader)
    {
        if (reader.Next.Kind != TokenKind.LeftParenthesis)
        {
            return false;
        }

        reader.Read();
        return reader.Next.Kind != TokenKind.LeftParenthesis
            && reader.Next.Keyword is not (Keyword.Select or Keyword.With or Keyword.Values or Keyword.Table);
    }

    private static ExplainMode ReadOptions(ref LexemeReader reader)
    {
        var mode = ExplainMode.Plan;
        reader.Read();
        while (reader.Current.Kind != TokenKind.RightParenthesis)
        {
            var isOptionStart = reader.Current.Kind is TokenKind.LeftParenthesis or TokenKind.Comma;
            if (!reader.Read())
            {
                break;
            }

            if (isOptionStart && MayBeAnalyze(reader.Current) && !IsOff(reader))
            {
                mode = ExplainMode.Run;
            }
        }

        return mode;
    }

    /// <summary>Quoted option names are not worth reading: nobody writes them but to hide something.</summary>
    private static bool MayBeAnalyze(in Lexeme option) =>
        option.Keyword is Keyword.Analyze or Keyword.Analyse
        || option.Kind is TokenKind.QuotedIdentifier or TokenKind.UnicodeIdentifier;

    private static bool IsOff(in LexemeReader reader) =>
        reader.Next.Keyword is Keyword.False or Keyword.Off || reader.Next.Token.In(reader.Sql) is "0";
}
