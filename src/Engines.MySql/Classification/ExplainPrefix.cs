using CausalGateway.Engines.MySql.Classification.Lexing;

namespace CausalGateway.Engines.MySql.Classification;

/// <summary>EXPLAIN with its options.</summary>
/// <param name="Mode">What is explained.</param>
/// <param name="Command">The keyword it was asked with.</param>
internal readonly record struct ExplainPrefix(ExplainMode Mode, Keyword Command)
{
    /// <summary>Leaves the reader before what is explained, or where it was if there is no EXPLAIN.</summary>
    public static ExplainPrefix Read(ref LexemeReader reader)
    {
        var command = reader.Next.Keyword;
        if (!IsExplain(reader))
        {
            return default;
        }

        reader.Read();
        while (OptionLength(reader) is var length and > 0)
        {
            for (; length > 0; length--)
            {
                reader.Read();
            }
        }

        var mode = IsForConnection(reader) ? ExplainMode.Connection
            : StartsStatement(reader.Next) ? ExplainMode.Statement
            : ExplainMode.Table;
        return new ExplainPrefix(mode, command);
    }

    private static bool IsExplain(LexemeReader reader)
    {
        var command = reader.Next.Keyword;
        if (command is Keyword.Explain or Keyword.Describe or Keyword.Desc)
        {
            return true;
        }

        if (command != Keyword.Analyze || reader.Dialect != Dialect.MariaDb)
        {
            return false;
        }

        reader.Read();
        return reader.Next.Keyword == Keyword.Format || (StartsStatement(reader.Next) && reader.Next.Keyword != Keyword.Table);
    }

    /// <summary>How many lexemes the option has that comes next; 0 if none comes. A table may be named like an option.</summary>
    private static int OptionLength(LexemeReader reader)
    {
        var option = reader.Next.Keyword;
        reader.Read();
        switch (option)
        {
            case Keyword.Analyze:
                return 1;
            case Keyword.Extended or Keyword.Partitions when StartsStatement(reader.Next) || reader.Next.Keyword == Keyword.Format:
                return 1;
            case Keyword.Format when reader.Next.Token.In(reader.Sql) is "=":
            case Keyword.For when reader.Next.Keyword is Keyword.Schema or Keyword.Database:
                return 3;
            default:
                return 0;
        }
    }

    private static bool IsForConnection(LexemeReader reader)
    {
        var isFor = reader.Next.Keyword == Keyword.For;
        reader.Read();
        return isFor && reader.Next.Keyword == Keyword.Connection;
    }

    private static bool StartsStatement(in Lexeme lexeme) =>
        lexeme.Kind == TokenKind.LeftParenthesis
        || lexeme.Keyword is Keyword.Select or Keyword.Values or Keyword.Table or Keyword.With
            or Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Replace;
}
