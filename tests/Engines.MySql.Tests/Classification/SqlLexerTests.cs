using CausalGateway.Engines.MySql.Classification.Lexing;

namespace CausalGateway.Engines.MySql.Tests.Classification;

public sealed class SqlLexerTests
{
    [Theory]
    [InlineData("select a.b", "Identifier select|Identifier a|Dot .|Identifier b")]
    [InlineData("1a 1e 1e5 1e5a 1e+5 1e+ 1.e2 .5 5. 1.5e-3", "Identifier 1a|Identifier 1e|Number 1e5|Number 1e5|Identifier a|Number 1e+5|Identifier 1e|Operator +|Number 1.e2|Number .5|Number 5.|Number 1.5e-3")]
    [InlineData("1.5for .5for 1.for 1for", "Number 1.5|Identifier for|Number .5|Identifier for|Number 1.|Identifier for|Identifier 1for")]
    [InlineData("1.e .5e( 1.5e+", "MalformedNumber 1.e|MalformedNumber .5e|LeftParenthesis (|MalformedNumber 1.5e|Operator +")]
    [InlineData("0x1F 0xg 0x 0X1F 0b01 0b2 0x1Ffor", "Number 0x1F|Identifier 0xg|Identifier 0x|Identifier 0X1F|Number 0b01|Identifier 0b2|Identifier 0x1Ffor")]
    [InlineData("a.1e5 a.5 a .5 a. 5 `a`.5", "Identifier a|Dot .|Identifier 1e5|Identifier a|Dot .|Identifier 5|Identifier a|Number .5|Identifier a|Dot .|Number 5|QuotedIdentifier `a`|Number .5")]
    [InlineData("a.0x1 a.N'b' a.$b", "Identifier a|Dot .|Identifier 0x1|Identifier a|Dot .|Identifier N|String 'b'|Identifier a|Dot .|Identifier $b")]
    [InlineData("$a a$b$c 表 é\u00a0", "Identifier $a|Identifier a$b$c|Identifier 表|Identifier é\u00a0")]
    [InlineData("'a''b' 'c' \"d\"\"e'\" '\\'' \"\\\"\"", "String 'a''b'|String 'c'|String \"d\"\"e'\"|String '\\''|String \"\\\"\"")]
    [InlineData("N'a\\'b' n'' x'41' B'1' b_'a' x '41'", "String N'a\\'b'|String n''|String x'41'|String B'1'|Identifier b_|String 'a'|Identifier x|String '41'")]
    [InlineData("x'\\'f", "String x'\\'|Identifier f")]
    [InlineData("_utf8mb4'a' _utf8mb4 'b'", "Identifier _utf8mb4|String 'a'|Identifier _utf8mb4|String 'b'")]
    [InlineData("`a``b` `c\\`d", "QuotedIdentifier `a``b`|QuotedIdentifier `c\\`|Identifier d")]
    [InlineData("@a @a.b$c @`a``b` @'a' @\"a\" @ a", "UserVariable @a|UserVariable @a.b$c|UserVariable @`a``b`|UserVariable @'a'|UserVariable @\"a\"|UserVariable @|Identifier a")]
    [InlineData("@@a @@global.b @@`c` @@", "SystemVariable @@a|SystemVariable @@global|Dot .|Identifier b|SystemVariable @@|QuotedIdentifier `c`|SystemVariable @@")]
    [InlineData("@a:=1 a := b :c", "UserVariable @a|ColonEquals :=|Number 1|Identifier a|ColonEquals :=|Identifier b|Colon :|Identifier c")]
    [InlineData("? ?,? ?a ?1", "Parameter ?|Parameter ?|Comma ,|Parameter ?|Unknown ?|Identifier a|Unknown ?|Number 1")]
    [InlineData("\\N \\n \\Na", "Null \\N|Unknown \\|Identifier n|Null \\N|Identifier a")]
    [InlineData("a-- b\nc", "Identifier a|Identifier c")]
    [InlineData("a--b\n--\x01 c\n--\x7f d\n--\u0085", "Identifier a|Operator -|Operator -|Identifier b|Operator -|Operator -|Identifier \u0085")]
    [InlineData("1--1 ---", "Number 1|Operator -|Operator -|Number 1|Operator -")]
    [InlineData("a#b\rc\nd", "Identifier a|Identifier d")]
    [InlineData("/* a /* b */ c */ d", "Identifier c|Operator *|Operator /|Identifier d")]
    [InlineData("/**/a/***/b/*/ */c", "Identifier a|Identifier b|Identifier c")]
    [InlineData("/*+ a `*b` 'c''d' \"e\" */f", "Identifier f")]
    [InlineData("/*+ ` */f", "MalformedHint /*+ ` */|Identifier f")]
    [InlineData("/*+ 'a\\' */f", "MalformedHint /*+ 'a\\' */|Identifier f")]
    [InlineData("/*+*/f", "Identifier f")]
    [InlineData("/*!a", "ExecutableComment /*!|Identifier a")]
    [InlineData("/*M!a", "ExecutableComment /*M!|Identifier a")]
    [InlineData("/* !a */ /*m!a*/", "")]
    [InlineData("(a,b);{c}", "LeftParenthesis (|Identifier a|Comma ,|Identifier b|RightParenthesis )|Semicolon ;|Operator {|Identifier c|Operator }")]
    [InlineData("a<=>b->>'c'", "Identifier a|Operator <|Operator =|Operator >|Identifier b|Operator -|Operator >|Operator >|String 'c'")]
    [InlineData("a[\x01", "Identifier a|Unknown [|Unknown \x01")]
    [InlineData("/* a", "UnterminatedComment /* a")]
    [InlineData("/*/", "UnterminatedComment /*/")]
    [InlineData("/*+", "UnterminatedComment /*+")]
    [InlineData("'a", "UnterminatedString 'a")]
    [InlineData("'a\\", "UnterminatedString 'a\\")]
    [InlineData("'", "UnterminatedString '")]
    [InlineData("N'", "UnterminatedString N'")]
    [InlineData("x'", "UnterminatedString x'")]
    [InlineData("`a``", "UnterminatedIdentifier `a``")]
    [InlineData("@`a", "UnterminatedIdentifier @`a")]
    [InlineData("@'a", "UnterminatedString @'a")]
    public void NextSignificant_Text_IsDividedAsTheServersDo(string sql, string expected)
    {
        Assert.Equal(expected, Divide(sql, Dialect.MySql));
        Assert.Equal(expected, Divide(sql, Dialect.MariaDb));
    }

    [Theory]
    [InlineData("$$ $a$b", "DollarQuote $$|DollarQuote $a$|Identifier b", "Identifier $$|Identifier $a$b")]
    [InlineData("$a$$", "DollarQuote $a$|Identifier $", "Identifier $a$$")]
    [InlineData("a.$$", "Identifier a|Dot .|Identifier $$", "Identifier a|Dot .|Identifier $$")]
    public void NextSignificant_Dollars_QuoteInMySqlAlone(string sql, string mySql, string mariaDb)
    {
        Assert.Equal(mySql, Divide(sql, Dialect.MySql));
        Assert.Equal(mariaDb, Divide(sql, Dialect.MariaDb));
    }

    [Fact]
    public void Next_AtTheEnd_StaysThere()
    {
        var lexer = new SqlLexer("a", Dialect.MySql);
        lexer.Next();

        Assert.Equal(new Token(TokenKind.End, 1, 0), lexer.Next());
        Assert.Equal(new Token(TokenKind.End, 1, 0), lexer.Next());
    }

    private static string Divide(string sql, Dialect dialect)
    {
        var lexer = new SqlLexer(sql, dialect);
        List<string> tokens = [];
        for (var token = lexer.NextSignificant(); token.Kind != TokenKind.End; token = lexer.NextSignificant())
        {
            tokens.Add($"{token.Kind} {token.In(sql)}");
        }

        return string.Join('|', tokens);
    }
}
