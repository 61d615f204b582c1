using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace CausalGateway.Gateway.Sessions;

/// <summary>The payload of a bookmark, inside the signed text of <see cref="BookmarkSigner"/>.</summary>
/// <remarks>
/// The key's id as a block, which is all that may be read before the signature is verified; version (1); then a block for the
/// cluster's name (UTF-8) and a block for the dependency, as often as there are positions. Reading never throws.
/// </remarks>
internal static class BookmarkCodec
{
    private const byte Version = 1;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Write(Bookmark bookmark, SigningKey key, PooledByteWriter writer)
    {
        writer.WriteBlock(key.IdBytes);
        writer.WriteByte(Version);
        foreach (var position in bookmark.Positions)
        {
            var block = writer.BeginBlock();
            StrictUtf8.GetBytes(position.Cluster, writer);
            writer.EndBlock(block);
            writer.WriteBlock(position.Dependency.Span);
        }
    }

    public static bool TryReadKeyId(ReadOnlySpan<byte> payload, out ReadOnlySpan<byte> keyId) =>
        new ByteReader(payload).TryReadBlock(out keyId);

    /// <summary>Reads a payload whose signature has been verified.</summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, [NotNullWhen(true)] out Bookmark? bookmark)
    {
        bookmark = null;
        var reader = new ByteReader(payload);
        if (!reader.TryReadBlock(out _) || !reader.TryReadByte(out var version) || version != Version)
        {
            return false;
        }

        List<BookmarkPosition> positions = [];
        while (!reader.IsAtEnd)
        {
            if (!reader.TryReadBlock(out var name) || !System.Text.Unicode.Utf8.IsValid(name)
                || !reader.TryReadBlock(out var dependency))
            {
                return false;
            }

            positions.Add(new BookmarkPosition(StrictUtf8.GetString(name), dependency.ToArray()));
        }

        bookmark = Bookmark.Of(positions);
        return true;
    }
}
