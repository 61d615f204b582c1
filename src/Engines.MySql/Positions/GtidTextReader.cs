using System.Globalization;

namespace CausalGateway.Engines.MySql.Positions;

/// <summary>Reads the words that GTID texts are made of, as a server does.</summary>
internal ref struct GtidTextReader(ReadOnlySpan<char> text)
{
    private const int PlainUuid = 32;
    private const int DashedUuid = 36;
    private ReadOnlySpan<char> _rest = text;

    /// <summary>What has not been read yet.</summary>
    public readonly ReadOnlySpan<char> Rest => _rest;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Whether a tag starts here; a number cannot.</summary>
    public readonly bool IsAtTag => !_rest.IsEmpty && (char.IsAsciiLetter(_rest[0]) || _rest[0] == '_');

    public bool Skip(char expected)
    {
        if (_rest.IsEmpty || _rest[0] != expected)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    public void SkipSpace()
    {
        while (!_rest.IsEmpty && _rest[0] is ' ' or (>= '\t' and <= '\r'))
        {
            _rest = _rest[1..];
        }
    }

    /// <summary>Skips commas with white space around them.</summary>
    public void SkipSeparators()
    {
        do
        {
            SkipSpace();
        }
        while (Skip(','));
    }

    /// <summary>Reads a UUID: with dashes, without, or with dashes in braces.</summary>
    public bool TryReadUuid(out UInt128 uuid)
    {
        var isBraced = Skip('{');
        if (TryReadDashed(out uuid))
        {
            return !isBraced || Skip('}');
        }

        return !isBraced && TryTakeHex(PlainUuid, ref uuid);
    }

    /// <summary>Reads a tag, in lower case.</summary>
    public bool TryReadTag(out string tag)
    {
        var length = 0;
        while (length < _rest.Length && (char.IsAsciiLetterOrDigit(_rest[length]) || _rest[length] == '_'))
        {
            length++;
        }

        if (length is 0 or > GtidSource.LongestTag)
        {
            tag = "";
            return false;
        }

        tag = _rest[..length].ToString().ToLowerInvariant();
        _rest = _rest[length..];
        return true;
    }

    /// <summary>Reads a number within the bounds of a transaction's.</summary>
    public bool TryReadNumber(out long number)
    {
        var length = Digits(_rest);
        var isNumber = long.TryParse(_rest[..length], NumberStyles.None, CultureInfo.InvariantCulture, out number);
        _rest = _rest[length..];
        return isNumber && number <= GtidInterval.Largest;
    }

    /// <summary>Skips a number of <paramref name="length"/> digits.</summary>
    public bool SkipDigits(int length)
    {
        if (length < 1 || Digits(_rest) < length)
        {
            return false;
        }

        _rest = _rest[length..];
        return true;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text.Length : length;
    }

    private bool TryReadDashed(out UInt128 uuid)
    {
        uuid = 0;
        if (_rest.Length < DashedUuid || _rest[8] != '-')
        {
            return false;
        }

        var start = _rest;
        if (TryTakeHex(8, ref uuid) && Skip('-') && TryTakeHex(4, ref uuid) && Skip('-') && TryTakeHex(4, ref uuid)
            && Skip('-') && TryTakeHex(4, ref uuid) && Skip('-') && TryTakeHex(12, ref uuid))
        {
            return true;
        }

        _rest = start;
        uuid = 0;
        return false;
    }

    private bool TryTakeHex(int digits, ref UInt128 value)
    {
        if (_rest.Length < digits)
        {
            return false;
        }

        foreach (var digit in _rest[..digits])
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return false;
            }

            value = (value << 4) | (uint)(char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        _rest = _rest[digits..];
        return true;
    }
}
