using CausalGateway.Engines.MySql.Classification;
using CausalGateway.Engines.MySql.Classification.Lexing;
using FsCheck;
using FsCheck.Fluent;

namespace CausalGateway.Engines.MySql.Tests.Classification;

/// <summary>Texts for properties, and ways to write one statement differently.</summary>
internal static class SqlText
{
    private static readonly string[] Pieces =
    [
        "'", "''", "\"", "`", "``", "$", "$$", "$a$", "--", "-- ", "#", "/*", "/*+", "/*!", "/*M!", "*/", "\n", "\r", " ", ";", "(",
        ")", "[", ".", "..", ",", ":", ":=", "\\", "\\N", "N'", "x'", "b'", "_utf8mb4'", "+", "-", "*", "/", "@", "@@", "@`", "@'",
        "=", "<", "?", "0x", "0b", "1", "1e", "1.e", ".5", "_", "a", "é", "\ud800", "\ud83d\ude00", "\0", "\x01", "\x7f",
        "select ", "from ", "with ", "as ", "insert ", "into ", "for update ", "lock in share mode ", "explain ", "analyze ",
        "format = ", "create ", "function ", "procedure ", "definer ", "begin ", "case ", "if ", "end ", "set ", "show ", "get_lock",
        "last_insert_id", "count", "abs", "value for ", "next ", "join ", "temporary ", "@@session.", "identity",
    ];

    private static readonly string[] Trivia =
    [
        " ", "\t\n", " /* for update; '\" ` ( */ ", " -- insert into ' ` ;\n", " # into @x ' ` ;\n", " /* /* ; ) */ ", "\r\n", "  ",
    ];

    /// <summary>Texts that are mostly traps.</summary>
    public static Arbitrary<string> Hostile { get; } =
        Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary();

    /// <summary>The tokens of a text, to the last.</summary>
    public static List<Token> Tokens(string sql, Dialect dialect)
    {
        var lexer = new SqlLexer(sql, dialect);
        List<Token> tokens = [];
        for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
        {
            tokens.Add(token);
        }

        return tokens;
    }

    /// <summary>
    /// The same statement with white space and comments before every token where they mean nothing: not around a dot, behind
    /// @@, or before the parenthesis of a function that needs it right behind its name.
    /// </summary>
    public static string WithTrivia(string sql, int seed, Dialect dialect)
    {
        var random = new Random(seed);
        var tokens = Tokens(sql, dialect);
        return string.Concat(tokens.Select((token, index) =>
            (index > 0 && IsTight(tokens[index - 1], token) ? "" : Trivia[random.Next(Trivia.Length)]) + token.In(sql).ToString()));

        bool IsTight(Token before, Token token) =>
            before.Kind is TokenKind.Dot or TokenKind.SystemVariable or TokenKind.UserVariable or TokenKind.Unknown
                or TokenKind.ExecutableComment or TokenKind.MalformedNumber
            || token.Kind == TokenKind.Dot
            || (before.Kind == TokenKind.Identifier && token.Kind == TokenKind.LeftParenthesis
                && BuiltInFunctions.NeedsAdjacentParenthesis(before.In(sql).ToString().ToLowerInvariant()));
    }

    /// <summary>The same statement with the letters of its unquoted words in another case.</summary>
    public static string WithOtherCase(string sql, int seed, Dialect dialect)
    {
        var random = new Random(seed);
        return string.Concat(Tokens(sql, dialect).Select(token => token.Kind == TokenKind.Identifier
            ? string.Concat(token.In(sql).ToString().Select(Change))
            : token.In(sql).ToString()));

        char Change(char c) => char.IsAsciiLetter(c) && random.Next(2) == 0 ? (char)(c ^ 0x20) : c;
    }
}
