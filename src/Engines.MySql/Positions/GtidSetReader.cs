using System.Diagnostics.CodeAnalysis;

namespace CausalGateway.Engines.MySql.Positions;

/// <summary>Reads a GTID set's text, with the tolerance of a server.</summary>
internal ref struct GtidSetReader(ReadOnlySpan<char> text)
{
    private readonly GtidSetBuilder _set = new();
    private GtidTextReader _text = new(text);

    public bool TryRead([NotNullWhen(true)] out GtidSet? set)
    {
        set = null;
        for (_text.SkipSeparators(); !_text.IsAtEnd; _text.SkipSeparators())
        {
            if (!TryReadServer())
            {
                return false;
            }
        }

        set = _set.Build();
        return true;
    }

    /// <summary>Reads what follows one UUID, up to a comma or the end.</summary>
    private bool TryReadServer()
    {
        if (!_text.TryReadUuid(out var uuid))
        {
            return false;
        }

        var source = new GtidSource(uuid);
        for (_text.SkipSpace(); _text.Skip(':'); _text.SkipSpace())
        {
            _text.SkipSpace();
            if (_text.IsAtTag)
            {
                if (!_text.TryReadTag(out var tag))
                {
                    return false;
                }

                source = source with { Tag = tag };
            }
            else if (!TryReadInterval(source))
            {
                return false;
            }
        }

        return _text.IsAtEnd || _text.Skip(',');
    }

    /// <summary>Reads <c>7</c> or <c>1-5</c>; <c>5-1</c> is an interval without members.</summary>
    private bool TryReadInterval(GtidSource source)
    {
        if (!_text.TryReadNumber(out var first) || first < GtidInterval.Smallest)
        {
            return false;
        }

        var last = first;
        _text.SkipSpace();
        if (_text.Skip('-'))
        {
            _text.SkipSpace();
            if (!_text.TryReadNumber(out last))
            {
                return false;
            }
        }

        if (first <= last)
        {
            _set.Add(source, new GtidInterval(first, last));
        }

        return true;
    }
}
