namespace CausalGateway.Engines.MySql.Classification.Lexing;

/// <content>Everything between quotes: strings and quoted names; and variables, whose names may be quoted.</content>
internal ref partial struct SqlLexer
{
    private TokenKind ReadString(int prefix) => ReadStringAt(_position + prefix - 1, TokenKind.String);

    /// <summary>Reads on from an opening quote.</summary>
    private TokenKind ReadStringAt(int open, TokenKind kind)
    {
        var quote = _sql[open];
        var at = open + 1;
        while (true)
        {
            var next = at < _sql.Length ? _sql[at..].IndexOfAny(quote, '\\') : -1;
            if (next < 0)
            {
                return TakeTo(_sql.Length, TokenKind.UnterminatedString);
            }

            at += next;
            if (_sql[at] == '\\' || (at + 1 < _sql.Length && _sql[at + 1] == quote))
            {
                at += 2;
            }
            else
            {
                return TakeTo(at + 1, kind);
            }
        }
    }

    /// <summary><c>x'41'</c> or <c>b'01'</c>: anything but digits in it is an error to the server.</summary>
    private TokenKind ReadDigitString()
    {
        var length = _sql[(_position + 2)..].IndexOf('\'');
        return length < 0
            ? TakeTo(_sql.Length, TokenKind.UnterminatedString)
            : TakeTo(_position + 2 + length + 1, TokenKind.String);
    }

    private TokenKind ReadQuotedIdentifier(int prefix, TokenKind kind)
    {
        var at = _position + prefix;
        while (true)
        {
            var next = at < _sql.Length ? _sql[at..].IndexOf('`') : -1;
            if (next < 0)
            {
                return TakeTo(_sql.Length, TokenKind.UnterminatedIdentifier);
            }

            at += next + 1;
            if (at >= _sql.Length || _sql[at] != '`')
            {
                return TakeTo(at, kind);
            }

            at++;
        }
    }

    private TokenKind ReadVariable()
    {
        switch (Peek(1))
        {
            case '@':
                return ReadSystemVariable();
            case '\'' or '"':
                return ReadStringAt(_position + 1, TokenKind.UserVariable);
            case '`':
                return ReadQuotedIdentifier(2, TokenKind.UserVariable);
        }

        var end = _position + 1;
        while (end < _sql.Length && (IsNamePart(_sql[end]) || _sql[end] == '.'))
        {
            end++;
        }

        return TakeTo(end, TokenKind.UserVariable);
    }

    private TokenKind ReadSystemVariable()
    {
        ReadName(_position + 2);
        return TokenKind.SystemVariable;
    }

    /// <summary>The end of <c>$a$</c> or <c>$$</c> here, or 0 if it is not one.</summary>
    private readonly int DollarTagEnd()
    {
        var end = _position + 1;
        while (end < _sql.Length && _sql[end] != '$' && IsNamePart(_sql[end]))
        {
            end++;
        }

        return end < _sql.Length && _sql[end] == '$' ? end + 1 : 0;
    }
}
