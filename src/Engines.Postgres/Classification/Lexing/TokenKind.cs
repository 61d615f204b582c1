namespace CausalGateway.Engines.Postgres.Classification.Lexing;

/// <summary>What a piece of SQL text is, by the manual's section 4.1 (Lexical Structure).</summary>
internal enum TokenKind : byte
{
    /// <summary>The end of the text; its length is 0.</summary>
    End,

    /// <summary>A run of spaces, tabs and line ends.</summary>
    Whitespace,

    /// <summary>A comment to the end of the line (without that end), or a nested block comment.</summary>
    Comment,

    /// <summary>A keyword or an unquoted name.</summary>
    Identifier,

    /// <summary>A name in double quotes.</summary>
    QuotedIdentifier,

    /// <summary>A name in double quotes with Unicode escapes: <c>U&amp;"..."</c>.</summary>
    UnicodeIdentifier,

    /// <summary>
    /// A string in which a backslash is an ordinary character, also <c>N'...'</c>; with its continuations on further lines.
    /// </summary>
    String,

    /// <summary>A string with backslash escapes: <c>E'...'</c>.</summary>
    EscapeString,

    /// <summary>A string with Unicode escapes: <c>U&amp;'...'</c>; a backslash does not hide a quote in it.</summary>
    UnicodeString,

    /// <summary>A bit string: <c>B'...'</c> or <c>X'...'</c>.</summary>
    BitString,

    /// <summary>A dollar-quoted string with both its delimiters.</summary>
    DollarString,

    /// <summary>An integer of any base, or a decimal, without a sign.</summary>
    Number,

    /// <summary>A parameter: <c>$1</c>.</summary>
    Parameter,

    /// <summary>A run of operator characters, divided as the server divides it; <c>=></c> is one of them.</summary>
    Operator,

    /// <summary><c>::</c></summary>
    TypeCast,

    /// <summary><c>:=</c></summary>
    ColonEquals,

    /// <summary>A single <c>:</c></summary>
    Colon,

    /// <summary><c>.</c></summary>
    Dot,

    /// <summary><c>..</c></summary>
    DotDot,

    /// <summary><c>,</c></summary>
    Comma,

    /// <summary><c>;</c></summary>
    Semicolon,

    /// <summary><c>(</c></summary>
    LeftParenthesis,

    /// <summary><c>)</c></summary>
    RightParenthesis,

    /// <summary><c>[</c></summary>
    LeftBracket,

    /// <summary><c>]</c></summary>
    RightBracket,

    /// <summary>One character that no token starts with.</summary>
    Unknown,

    /// <summary>A string of any form whose end is missing; it takes the rest of the text.</summary>
    UnterminatedString,

    /// <summary>A quoted name whose end is missing; it takes the rest of the text.</summary>
    UnterminatedIdentifier,

    /// <summary>A block comment whose end is missing; it takes the rest of the text.</summary>
    UnterminatedComment,
}
