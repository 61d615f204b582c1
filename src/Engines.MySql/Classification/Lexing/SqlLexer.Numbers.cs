namespace CausalGateway.Engines.MySql.Classification.Lexing;

/// <content>Numbers, and the names that start with digits.</content>
internal ref partial struct SqlLexer
{
    /// <summary><c>1</c>, <c>1.5</c> and <c>1e5</c> are numbers, <c>1a</c> and <c>1e</c> are names.</summary>
    private TokenKind ReadNumberOrName()
    {
        if (_sql[_position] == '0' && Peek(1) is 'x' or 'b' && RadixEnd(Peek(1) == 'x') is var radixEnd)
        {
            return radixEnd > 0 ? TakeTo(radixEnd, TokenKind.Number) : ReadName(_position);
        }

        var end = DigitsEnd(_position);
        if (end < _sql.Length && _sql[end] == '.')
        {
            return ReadFraction(end + 1);
        }

        if (end >= _sql.Length || !IsNamePart(_sql[end]))
        {
            return TakeTo(end, TokenKind.Number);
        }

        var exponentEnd = ExponentEnd(end);
        return exponentEnd > 0 ? TakeTo(exponentEnd, TokenKind.Number) : ReadName(end);
    }

    /// <summary>Reads on behind a number's point.</summary>
    private TokenKind ReadFraction(int at)
    {
        var end = DigitsEnd(at);
        if (end >= _sql.Length || _sql[end] is not ('e' or 'E'))
        {
            return TakeTo(end, TokenKind.Number);
        }

        var exponentEnd = ExponentEnd(end);
        return exponentEnd > 0 ? TakeTo(exponentEnd, TokenKind.Number) : TakeTo(end + 1, TokenKind.MalformedNumber);
    }

    /// <summary>The end of <c>e5</c> or <c>E-5</c> at a place, or 0 if it is not one.</summary>
    private readonly int ExponentEnd(int at)
    {
        if (_sql[at] is not ('e' or 'E'))
        {
            return 0;
        }

        var digits = at + 1 < _sql.Length && _sql[at + 1] is '+' or '-' ? at + 2 : at + 1;
        var end = DigitsEnd(digits);
        return end > digits ? end : 0;
    }

    /// <summary>The end of a number like <c>0x1F</c>, or 0 if it is a name like <c>0xyz</c>.</summary>
    private readonly int RadixEnd(bool isHex)
    {
        var end = _position + 2;
        while (end < _sql.Length && (isHex ? char.IsAsciiHexDigit(_sql[end]) : _sql[end] is '0' or '1'))
        {
            end++;
        }

        return end > _position + 2 && (end >= _sql.Length || !IsNamePart(_sql[end])) ? end : 0;
    }

    private readonly int DigitsEnd(int at)
    {
        while (at < _sql.Length && char.IsAsciiDigit(_sql[at]))
        {
            at++;
        }

        return at;
    }
}
