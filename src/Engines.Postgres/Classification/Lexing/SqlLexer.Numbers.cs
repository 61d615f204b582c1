namespace CausalGateway.Engines.Postgres.Classification.Lexing;

/// <content>Numbers and operators: what ends where its last character makes no sense any more.</content>
internal ref partial struct SqlLexer
{
    private TokenKind ReadNumber()
    {
        if (_sql[_position] == '0' && RadixEnd() is var radixEnd and > 0)
        {
            return TakeTo(radixEnd, TokenKind.Number);
        }

        var end = GroupedDigitsEnd(_position);
        if (end < _sql.Length && _sql[end] == '.' && !(end + 1 < _sql.Length && _sql[end + 1] == '.'))
        {
            end = GroupedDigitsEnd(end + 1);
        }

        if (end < _sql.Length && _sql[end] is 'e' or 'E')
        {
            var digits = end + 1 < _sql.Length && _sql[end + 1] is '+' or '-' ? end + 2 : end + 1;
            var exponentEnd = GroupedDigitsEnd(digits);
            end = exponentEnd > digits ? exponentEnd : end;
        }

        return TakeTo(end, TokenKind.Number);
    }

    /// <summary>The end of a number like <c>0x1F</c>, or 0 if there is none (16 and later).</summary>
    private readonly int RadixEnd()
    {
        var radix = (Peek(1) | 0x20) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 0 };
        if (radix == 0)
        {
            return 0;
        }

        var end = _position + 2;
        while (end < _sql.Length)
        {
            var digit = _sql[end] == '_' && end + 1 < _sql.Length ? end + 1 : end;
            if (!char.IsAsciiHexDigit(_sql[digit]) || (radix < 16 && _sql[digit] - '0' >= radix))
            {
                break;
            }

            end = digit + 1;
        }

        return end > _position + 2 ? end : 0;
    }

    /// <summary>The end of digits from <paramref name="at"/>, single underscores between them included (16 and later).</summary>
    private readonly int GroupedDigitsEnd(int at)
    {
        var end = DigitsEnd(at);
        while (end > at && end + 1 < _sql.Length && _sql[end] == '_' && char.IsAsciiDigit(_sql[end + 1]))
        {
            end = DigitsEnd(end + 1);
        }

        return end;
    }

    private readonly int DigitsEnd(int at)
    {
        while (at < _sql.Length && char.IsAsciiDigit(_sql[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>
    /// An operator ends before a comment, and does not end in a sign unless it has a character that standard SQL's operators lack
    /// (manual, 4.1.3), so that <c>a=-1</c> is what it seems to be.
    /// </summary>
    private TokenKind ReadOperator()
    {
        var start = _position;
        if (start < _signsEnd)
        {
            return Take(1, TokenKind.Operator);
        }

        var end = start;
        var signsStart = start;
        var keepsSigns = false;
        while (end < _sql.Length && IsOperatorCharacter(_sql[end]) && !(end > start && StartsComment(end)))
        {
            var c = _sql[end++];
            keepsSigns |= c is '~' or '!' or '@' or '#' or '^' or '&' or '|' or '`' or '?' or '%';
            signsStart = c is '+' or '-' ? signsStart : end;
        }

        if (keepsSigns)
        {
            return TakeTo(end, TokenKind.Operator);
        }

        _signsEnd = end;
        return TakeTo(Math.Max(signsStart, start + 1), TokenKind.Operator);
    }

    private readonly bool StartsComment(int at) =>
        at + 1 < _sql.Length && ((_sql[at] == '-' && _sql[at + 1] == '-') || (_sql[at] == '/' && _sql[at + 1] == '*'));

    private static bool IsOperatorCharacter(char c) => c is '~' or '!' or '@' or '#' or '^' or '&' or '|' or '`' or '?'
        or '+' or '-' or '*' or '/' or '%' or '<' or '>' or '=';
}
