using CausalGateway.Engines.Postgres.Classification.Lexing;
using FsCheck;
using FsCheck.Fluent;

namespace CausalGateway.Engines.Postgres.Tests.Classification;

/// <summary>Texts for properties, and ways to write one statement differently.</summary>
internal static class SqlText
{
    private static readonly string[] Pieces =
    [
        "'", "''", "\"", "$", "$$", "$a$", "$1", "--", "/*", "*/", "\n", "\r", " ", ";", "(", ")", "[", "]", ".", "..", ",",
        ":", "::", ":=",
        "\\", "e'", "E'\\", "u&'", "U&\"", "b'", "x'", "n'", "+", "-", "*", "/", "@", "=", "<", "?", "0x",
        "1", "1e", "1_", "_", "a", "é", "\ud800",
        "\0", "select ", "from ", "with ", "as ", "insert ", "into ", "for update ", "explain ", "analyze ", "create ",
        "function ", "rule ",
        "begin atomic ", "case ", "end ", "operator", "pg_catalog", "set_config", "lower", "uescape ", "group by ",
        "cube", "join ", "temp ",
    ];

    private static readonly string[] Trivia =
    [
        " ", "\t\n", " /* for update; '\" $$ ( */ ", " -- insert into ' $a$ ;\n", " /* /* ; */ ) */ ", "\r\n", "  ",
    ];

    /// <summary>Texts that are mostly traps.</summary>
    public static Arbitrary<string> Hostile { get; } =
        Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary();

    /// <summary>The tokens of a text, to the last.</summary>
    public static List<Token> Tokens(string sql)
    {
        var lexer = new SqlLexer(sql);
        List<Token> tokens = [];
        for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
        {
            tokens.Add(token);
        }

        return tokens;
    }

    /// <summary>The same statement with white space and comments before every token.</summary>
    public static string WithTrivia(string sql, int seed)
    {
        var random = new Random(seed);
        return string.Concat(Tokens(sql).Select(token => Trivia[random.Next(Trivia.Length)] + token.In(sql).ToString()));
    }

    /// <summary>The same statement with the letters of its unquoted words in another case.</summary>
    public static string WithOtherCase(string sql, int seed)
    {
        var random = new Random(seed);
        return string.Concat(Tokens(sql).Select(token => token.Kind == TokenKind.Identifier
            ? string.Concat(token.In(sql).ToString().Select(Change))
            : token.In(sql).ToString()));

        char Change(char c) => char.IsAsciiLetter(c) && random.Next(2) == 0 ? (char)(c ^ 0x20) : c;
    }
}
