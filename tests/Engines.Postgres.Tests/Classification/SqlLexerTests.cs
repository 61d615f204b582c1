using CausalGateway.Engines.Postgres.Classification.Lexing;

namespace CausalGateway.Engines.Postgres.Tests.Classification;

public sealed class SqlLexerTests
{
    [Theory]
    [InlineData("select a.b", "Identifier select|Identifier a|Dot .|Identifier b")]
    [InlineData("1for", "Number 1|Identifier for")]
    [InlineData("1e5 1e 1.e2 .5 5. 1..2", "Number 1e5|Number 1|Identifier e|Number 1.e2|Number .5|Number 5.|Number 1|DotDot ..|Number 2")]
    [InlineData("0x1F 0b12 0o8 1_000 1_ 1__0", "Number 0x1F|Number 0b1|Number 2|Number 0|Identifier o8|Number 1_000|Number 1|Identifier _|Number 1|Identifier __0")]
    [InlineData("$1 $1a $12$3", "Parameter $1|Parameter $1|Identifier a|Parameter $12|Parameter $3")]
    [InlineData("$ $a $1$", "Unknown $|Unknown $|Identifier a|Parameter $1|Unknown $")]
    [InlineData("a$$ $a$ $$ $a$ x", "Identifier a$$|DollarString $a$ $$ $a$|Identifier x")]
    [InlineData("$a$$b$a$", "DollarString $a$$b$a$")]
    [InlineData("a::b :c a:=1 a=>2", "Identifier a|TypeCast ::|Identifier b|Colon :|Identifier c|Identifier a|ColonEquals :=|Number 1|Identifier a|Operator =>|Number 2")]
    [InlineData("a=-1 a@-1 a+-+1", "Identifier a|Operator =|Operator -|Number 1|Identifier a|Operator @-|Number 1|Identifier a|Operator +|Operator -|Operator +|Number 1")]
    [InlineData("<=/*c*/- */*c*/+", "Operator <=|Operator -|Operator *|Operator +")]
    [InlineData("@--c\n1", "Operator @|Number 1")]
    [InlineData("?| @@ #>> !~~* |/", "Operator ?||Operator @@|Operator #>>|Operator !~~*|Operator |/")]
    [InlineData("'a''b' 'c'\n 'd' 'e'", "String 'a''b'|String 'c'\n 'd'|String 'e'")]
    [InlineData("'a' -- c\n  -- d\r'b'x", "String 'a' -- c\n  -- d\r'b'|Identifier x")]
    [InlineData("'a' /* c */\n'b'", "String 'a'|String 'b'")]
    [InlineData("e'\\'' E'a'\n'\\''", "EscapeString e'\\''|EscapeString E'a'\n'\\''")]
    [InlineData("'\\' u&'\\' u&'a'", "String '\\'|UnicodeString u&'\\'|UnicodeString u&'a'")]
    [InlineData("b'1' X'f' n'a' nb'1'", "BitString b'1'|BitString X'f'|String n'a'|Identifier nb|String '1'")]
    [InlineData("\"a\"\"b\" U&\"c\" u&d", "QuotedIdentifier \"a\"\"b\"|UnicodeIdentifier U&\"c\"|Identifier u|Operator &|Identifier d")]
    [InlineData("é表\u00a0 a", "Identifier é表\u00a0|Identifier a")]
    [InlineData("a[1:2],(b);", "Identifier a|LeftBracket [|Number 1|Colon :|Number 2|RightBracket ]|Comma ,|LeftParenthesis (|Identifier b|RightParenthesis )|Semicolon ;")]
    [InlineData("a\\b{", "Identifier a|Unknown \\|Identifier b|Unknown {")]
    [InlineData("/* a /* b */ c", "UnterminatedComment /* a /* b */ c")]
    [InlineData("/*/", "UnterminatedComment /*/")]
    [InlineData("/**/a/***/b", "Identifier a|Identifier b")]
    [InlineData("'a", "UnterminatedString 'a")]
    [InlineData("'a'\n'b", "UnterminatedString 'a'\n'b")]
    [InlineData("e'\\", "UnterminatedString e'\\")]
    [InlineData("$a$ $b$", "UnterminatedString $a$ $b$")]
    [InlineData("\"a\"\"", "UnterminatedIdentifier \"a\"\"")]
    public void NextSignificant_Text_IsDividedAsTheServerDoes(string sql, string expected)
    {
        var lexer = new SqlLexer(sql);
        List<string> tokens = [];
        for (var token = lexer.NextSignificant(); token.Kind != TokenKind.End; token = lexer.NextSignificant())
        {
            tokens.Add($"{token.Kind} {token.In(sql)}");
        }

        Assert.Equal(expected, string.Join('|', tokens));
    }

    [Fact]
    public void Next_AtTheEnd_StaysThere()
    {
        var lexer = new SqlLexer("a");
        lexer.Next();

        Assert.Equal(new Token(TokenKind.End, 1, 0), lexer.Next());
        Assert.Equal(new Token(TokenKind.End, 1, 0), lexer.Next());
    }
}
