namespace CausalGateway.Engines.Postgres.Classification.Lexing;

/// <summary>
/// Divides SQL text into tokens as the server's scanner does (PostgreSQL's <c>src/backend/parser/scan.l</c>). The tokens tile the
/// text in order: each starts where the one before ended. Never throws and never allocates; the time is linear in the length. A
/// copy is an independent lexer at the same place, which is how to look ahead.
/// </summary>
/// <remarks>
/// <c>standard_conforming_strings</c> is taken to be on, the default since 9.1. Where server versions divide text differently
/// (<c>1for</c> is two tokens before 15 and an error since) the division of the version that accepts it is made.
/// </remarks>
internal ref partial struct SqlLexer(ReadOnlySpan<char> sql)
{
    private readonly ReadOnlySpan<char> _sql = sql;
    private int _position;

    /// <summary>
    /// Up to here the text is known to be signs that are an operator each; keeps <c>++++</c> from being scanned for each sign.
    /// </summary>
    private int _signsEnd;

    /// <summary>
    /// The next token, white space and comments included; at the end, and ever after, one of kind <see cref="TokenKind.End"/>.
    /// </summary>
    public Token Next()
    {
        var start = _position;
        if (start >= _sql.Length)
        {
            return new Token(TokenKind.End, _sql.Length, 0);
        }

        var kind = Scan(_sql[start]);
        return new Token(kind, start, _position - start);
    }

    /// <summary>The next token that is neither white space nor a complete comment.</summary>
    public Token NextSignificant()
    {
        Token token;
        do
        {
            token = Next();
        }
        while (token.Kind is TokenKind.Whitespace or TokenKind.Comment);
        return token;
    }

    private TokenKind Scan(char first) => first switch
    {
        '\'' => ReadString(1, TokenKind.String),
        '"' => ReadQuotedIdentifier(1, TokenKind.QuotedIdentifier),
        '$' => ReadDollar(),
        ',' => Take(1, TokenKind.Comma),
        ';' => Take(1, TokenKind.Semicolon),
        '(' => Take(1, TokenKind.LeftParenthesis),
        ')' => Take(1, TokenKind.RightParenthesis),
        '[' => Take(1, TokenKind.LeftBracket),
        ']' => Take(1, TokenKind.RightBracket),
        ':' when Peek(1) == ':' => Take(2, TokenKind.TypeCast),
        ':' when Peek(1) == '=' => Take(2, TokenKind.ColonEquals),
        ':' => Take(1, TokenKind.Colon),
        '.' when char.IsAsciiDigit(Peek(1)) => ReadNumber(),
        '.' when Peek(1) == '.' => Take(2, TokenKind.DotDot),
        '.' => Take(1, TokenKind.Dot),
        '-' when Peek(1) == '-' => ReadLineComment(),
        '/' when Peek(1) == '*' => ReadBlockComment(),
        _ when IsSpace(first) => ReadWhitespace(),
        _ when char.IsAsciiDigit(first) => ReadNumber(),
        _ when IsIdentifierStart(first) => ReadWord(first),
        _ when IsOperatorCharacter(first) => ReadOperator(),
        _ => Take(1, TokenKind.Unknown),
    };

    /// <summary>A name, or a literal that starts with a letter.</summary>
    private TokenKind ReadWord(char first)
    {
        switch (first)
        {
            case 'e' or 'E' when Peek(1) == '\'':
                return ReadString(2, TokenKind.EscapeString);
            case 'b' or 'B' or 'x' or 'X' when Peek(1) == '\'':
                return ReadString(2, TokenKind.BitString);
            case 'n' or 'N' when Peek(1) == '\'':
                return ReadString(2, TokenKind.String);
            case 'u' or 'U' when Peek(1) == '&' && Peek(2) == '\'':
                return ReadString(3, TokenKind.UnicodeString);
            case 'u' or 'U' when Peek(1) == '&' && Peek(2) == '"':
                return ReadQuotedIdentifier(3, TokenKind.UnicodeIdentifier);
        }

        var end = _position + 1;
        while (end < _sql.Length && IsIdentifierPart(_sql[end]))
        {
            end++;
        }

        return TakeTo(end, TokenKind.Identifier);
    }

    private TokenKind ReadWhitespace()
    {
        var end = _position + 1;
        while (end < _sql.Length && IsSpace(_sql[end]))
        {
            end++;
        }

        return TakeTo(end, TokenKind.Whitespace);
    }

    private TokenKind ReadLineComment()
    {
        var length = _sql[_position..].IndexOfAny('\n', '\r');
        return TakeTo(length < 0 ? _sql.Length : _position + length, TokenKind.Comment);
    }

    private TokenKind ReadBlockComment()
    {
        var depth = 1;
        var at = _position + 2;
        while (depth > 0)
        {
            var next = at < _sql.Length ? _sql[at..].IndexOfAny('/', '*') : -1;
            if (next < 0 || at + next + 1 >= _sql.Length)
            {
                return TakeTo(_sql.Length, TokenKind.UnterminatedComment);
            }

            at += next;
            var step = (_sql[at], _sql[at + 1]) switch { ('/', '*') => 1, ('*', '/') => -1, _ => 0 };
            depth += step;
            at += step == 0 ? 1 : 2;
        }

        return TakeTo(at, TokenKind.Comment);
    }

    private readonly char Peek(int distance) => _position + distance < _sql.Length ? _sql[_position + distance] : '\0';

    private TokenKind Take(int length, TokenKind kind) => TakeTo(_position + length, kind);

    private TokenKind TakeTo(int end, TokenKind kind)
    {
        _position = end;
        return kind;
    }

    private static bool IsSpace(char c) => c is ' ' or (>= '\t' and <= '\r');

    /// <summary>
    /// The server takes every character outside ASCII for a letter, also the spaces and quotes of other scripts.
    /// </summary>
    private static bool IsIdentifierStart(char c) => char.IsAsciiLetter(c) || c == '_' || c >= 0x80;

    private static bool IsIdentifierPart(char c) => IsIdentifierStart(c) || char.IsAsciiDigit(c) || c == '$';
}
