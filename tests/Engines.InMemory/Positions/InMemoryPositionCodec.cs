using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using CausalGateway.Abstractions;

namespace CausalGateway.Engines.InMemory.Positions;

/// <summary>The forms of <see cref="InMemoryPosition"/>; the bytes are a version, a length and the text.</summary>
internal sealed class InMemoryPositionCodec : IPositionCodec
{
    private const byte Version = 1;
    private const int HeaderLength = 3;

    public bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out ReplicationPosition? position)
    {
        position = null;
        var parsed = InMemoryPosition.Empty;
        if (!text.IsEmpty)
        {
            foreach (var range in text.Split(','))
            {
                var part = text[range];
                var colon = part.IndexOf(':');
                if (colon < 1
                    || !long.TryParse(part[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    || number == 0)
                {
                    return false;
                }

                parsed = parsed.With(part[..colon].ToString(), number);
            }
        }

        position = parsed;
        return true;
    }

    public bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ReplicationPosition? position)
    {
        position = null;
        return bytes.Length >= HeaderLength
            && bytes[0] == Version
            && bytes.Length - HeaderLength == (bytes[1] << 8 | bytes[2])
            && TryParse(Encoding.UTF8.GetString(bytes[HeaderLength..]), out position);
    }

    public void Write(ReplicationPosition position, IBufferWriter<byte> destination)
    {
        var text = Encoding.UTF8.GetBytes(position.ToString());
        destination.Write([Version, (byte)(text.Length >> 8), (byte)text.Length]);
        destination.Write(text);
    }
}
