using System.Diagnostics.CodeAnalysis;

namespace CausalGateway.Engines.MySql.Positions;

/// <summary>Reads the text of <c>@@global.gtid_owned</c>.</summary>
/// <remarks>
/// The server puts nothing between two sources: <c>uuid:7#52:8#55uuid:tag:5#54</c>, and repeats the UUID for every tag. Where
/// an owner's digits end and the next UUID begins is told by the UUID's first dash, which stands behind eight digits.
/// </remarks>
internal ref struct OwnedGtidsReader(ReadOnlySpan<char> text)
{
    private const int DigitsBeforeDash = 8;
    private readonly GtidSetBuilder _set = new();
    private GtidTextReader _text = new(text);

    public bool TryRead([NotNullWhen(true)] out GtidSet? set)
    {
        set = null;
        for (_text.SkipSeparators(); !_text.IsAtEnd; _text.SkipSeparators())
        {
            if (!TryReadSource())
            {
                return false;
            }
        }

        set = _set.Build();
        return true;
    }

    private bool TryReadSource()
    {
        if (!_text.TryReadUuid(out var uuid))
        {
            return false;
        }

        var source = new GtidSource(uuid);
        var hasNumber = false;
        while (_text.Skip(':'))
        {
            if (_text.IsAtTag)
            {
                if (!_text.TryReadTag(out var tag))
                {
                    return false;
                }

                source = source with { Tag = tag };
            }
            else if (_text.TryReadNumber(out var number) && number >= GtidInterval.Smallest && TrySkipOwner())
            {
                _set.Add(source, new GtidInterval(number, number));
                hasNumber = true;
            }
            else
            {
                return false;
            }
        }

        return hasNumber;
    }

    /// <summary>Skips <c>#</c> and the number of the owning thread, and nothing of a UUID behind it.</summary>
    private bool TrySkipOwner()
    {
        if (!_text.Skip('#'))
        {
            return false;
        }

        var rest = _text.Rest;
        var length = 0;
        while (length < rest.Length && char.IsAsciiHexDigit(rest[length]))
        {
            length++;
        }

        var meetsUuid = length < rest.Length && rest[length] == '-';
        return _text.SkipDigits(meetsUuid ? length - DigitsBeforeDash : length);
    }
}
