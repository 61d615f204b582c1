namespace CausalGateway.Engines.MySql.Classification.Lexing;

/// <summary>
/// Divides SQL text into tokens as the scanners of MySQL (8.4 to 9.7) and MariaDB (10.11) do. The tokens tile the text in order:
/// each starts where the one before ended. Never throws and never allocates; the time is linear in the length. A copy is an
/// independent lexer at the same place, which is how to look ahead.
/// </summary>
/// <remarks>
/// <c>sql_mode</c> is taken to be without <c>ANSI_QUOTES</c> and <c>NO_BACKSLASH_ESCAPES</c>, and the connection's character set
/// to be <c>utf8mb4</c>. What the servers, or their versions, divide differently has a token kind of its own, for the statement
/// to be refused: executable comments, <c>$a$</c>, <c>1.e</c>.
/// </remarks>
internal ref partial struct SqlLexer(ReadOnlySpan<char> sql, Dialect dialect)
{
    private readonly ReadOnlySpan<char> _sql = sql;
    private int _position;

    /// <summary>Where the last unquoted word ended; a dot right there belongs to it, whatever follows.</summary>
    private int _wordEnd = -1;

    /// <summary>Where a name must start that no keyword and no number can be: right behind a dot.</summary>
    private int _nameStart = -1;

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
        _ when _position == _nameStart => ReadName(_position),
        '\'' or '"' => ReadString(1),
        '`' => ReadQuotedIdentifier(1, TokenKind.QuotedIdentifier),
        ',' => Take(1, TokenKind.Comma),
        ';' => Take(1, TokenKind.Semicolon),
        '(' => Take(1, TokenKind.LeftParenthesis),
        ')' => Take(1, TokenKind.RightParenthesis),
        ':' when Peek(1) == '=' => Take(2, TokenKind.ColonEquals),
        ':' => Take(1, TokenKind.Colon),
        '?' => Take(1, IsNamePart(Peek(1)) ? TokenKind.Unknown : TokenKind.Parameter),
        '@' => ReadVariable(),
        '\\' when Peek(1) == 'N' => Take(2, TokenKind.Null),
        '.' when _position != _wordEnd && char.IsAsciiDigit(Peek(1)) => ReadFraction(_position + 1),
        '.' => ReadDot(),
        '#' => ReadLineComment(),
        '-' when StartsLineComment() => ReadLineComment(),
        '/' when Peek(1) == '*' => ReadBlockComment(),
        _ when IsSpace(first) => ReadWhitespace(),
        _ when char.IsAsciiDigit(first) => ReadNumberOrName(),
        _ when IsNamePart(first) => ReadWord(first),
        '+' or '-' or '*' or '/' or '%' or '<' or '>' or '=' or '!' or '&' or '|' or '^' or '~' or '{' or '}' => Take(1, TokenKind.Operator),
        _ => Take(1, TokenKind.Unknown),
    };

    /// <summary>A name, or a literal that starts with a letter.</summary>
    private TokenKind ReadWord(char first)
    {
        if (Peek(1) == '\'' && first is 'n' or 'N')
        {
            return ReadString(2);
        }

        if (Peek(1) == '\'' && first is 'x' or 'X' or 'b' or 'B')
        {
            return ReadDigitString();
        }

        return first == '$' && dialect == Dialect.MySql && DollarTagEnd() is var end and > 0
            ? TakeTo(end, TokenKind.DollarQuote)
            : ReadName(_position);
    }

    /// <summary>A name whose characters are known to be such up to <paramref name="at"/>.</summary>
    private TokenKind ReadName(int at)
    {
        while (at < _sql.Length && IsNamePart(_sql[at]))
        {
            at++;
        }

        _wordEnd = at;
        return TakeTo(at, TokenKind.Identifier);
    }

    private TokenKind ReadDot()
    {
        _nameStart = IsNamePart(Peek(1)) ? _position + 1 : -1;
        return Take(1, TokenKind.Dot);
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
    private static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' || c >= 0x80;
}
