namespace CausalGateway.Engines.MySql.Classification.Lexing;

/// <summary>What a token is.</summary>
internal enum TokenKind : byte
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>White space.</summary>
    Whitespace,

    /// <summary>A comment with its end, or an optimizer hint, whose text decides nothing here.</summary>
    Comment,

    /// <summary>A block comment without an end.</summary>
    UnterminatedComment,

    /// <summary>The opening of <c>/*! */</c> or <c>/*M! */</c>, whose text some servers run.</summary>
    ExecutableComment,

    /// <summary>An optimizer hint that may end elsewhere than a comment would.</summary>
    MalformedHint,

    /// <summary>An unquoted word: a keyword or a name.</summary>
    Identifier,

    /// <summary>A name in backticks.</summary>
    QuotedIdentifier,

    /// <summary>A name in backticks without an end.</summary>
    UnterminatedIdentifier,

    /// <summary>A string in single or double quotes, also <c>N'...'</c>, <c>x'...'</c> and <c>b'...'</c>.</summary>
    String,

    /// <summary>A string without an end.</summary>
    UnterminatedString,

    /// <summary>The opening <c>$a$</c> of a dollar quoted string, which is a name to other servers.</summary>
    DollarQuote,

    /// <summary>A number, also <c>0x1F</c> and <c>0b01</c>.</summary>
    Number,

    /// <summary>A number that lacks the digits of its exponent.</summary>
    MalformedNumber,

    /// <summary><c>NULL</c> written as <c>\N</c>.</summary>
    Null,

    /// <summary><c>@a</c>, <c>@'a'</c>, or the second half of an account's name.</summary>
    UserVariable,

    /// <summary><c>@@a</c>, or <c>@@</c> before a quoted name.</summary>
    SystemVariable,

    /// <summary><c>?</c></summary>
    Parameter,

    /// <summary><c>.</c></summary>
    Dot,

    /// <summary><c>,</c></summary>
    Comma,

    /// <summary><c>;</c></summary>
    Semicolon,

    /// <summary><c>:</c></summary>
    Colon,

    /// <summary><c>:=</c></summary>
    ColonEquals,

    /// <summary><c>(</c></summary>
    LeftParenthesis,

    /// <summary><c>)</c></summary>
    RightParenthesis,

    /// <summary>One character of an operator, or a brace of ODBC's escapes.</summary>
    Operator,

    /// <summary>Any other character.</summary>
    Unknown,
}
