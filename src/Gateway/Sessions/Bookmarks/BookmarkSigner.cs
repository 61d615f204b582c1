using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace CausalGateway.Gateway.Sessions;

/// <summary>Turns bookmarks into texts that only the holders of the keys can make, and back. Thread-safe.</summary>
/// <remarks>
/// <para>A text is <c>cb1.PAYLOAD.SIGNATURE</c>: <see cref="BookmarkCodec"/>'s payload and HMAC-SHA256, both in base64url. What is
/// signed is the text before the last dot, and signatures are compared as text: there is exactly one text for a payload and
/// a key, so not even a spare bit of base64url can be changed.</para>
/// <para>Verifying costs time and memory in proportion to the text, whose length is limited, and never throws.</para>
/// </remarks>
internal sealed class BookmarkSigner(SigningKeyRing ring)
{
    /// <summary>No longer text is made or accepted: with other headers it has to fit into what a server takes of them.</summary>
    public const int MaxLength = 16 * 1024;

    private const int SignatureLength = 43;

    private static ReadOnlySpan<byte> Prefix => "cb1."u8;

    /// <summary>Signs a bookmark with the ring's first key.</summary>
    /// <returns>False if the text would be longer than <see cref="MaxLength"/>: too many bookmarks were merged into it.</returns>
    public bool TrySign(Bookmark bookmark, [NotNullWhen(true)] out string? text)
    {
        text = null;
        var key = ring.Current;
        using var payload = new PooledByteWriter();
        BookmarkCodec.Write(bookmark, key, payload);

        // The bound comes first: beyond a gigabyte, asking for the encoded length would throw.
        if (payload.Written.Length > MaxLength)
        {
            return false;
        }

        var signedLength = Prefix.Length + Base64Url.GetEncodedLength(payload.Written.Length);
        var length = signedLength + 1 + SignatureLength;
        if (length > MaxLength)
        {
            return false;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var ascii = buffer.AsSpan(0, length);
            Prefix.CopyTo(ascii);
            Base64Url.EncodeToUtf8(payload.Written, ascii[Prefix.Length..]);
            ascii[signedLength] = (byte)'.';
            Sign(key, ascii[..signedLength], ascii[(signedLength + 1)..]);
            text = Encoding.ASCII.GetString(ascii);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads what a client sent. <paramref name="bookmark"/> is not null exactly if the answer is
    /// <see cref="BookmarkVerdict.Valid"/>.</summary>
    public BookmarkVerdict Verify(string? text, out Bookmark? bookmark)
    {
        bookmark = null;
        if (text is null || text.Length > MaxLength || text.Length <= Prefix.Length + 1 + SignatureLength)
        {
            return BookmarkVerdict.Malformed;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(2 * text.Length);
        try
        {
            var ascii = buffer.AsSpan(0, text.Length);
            return Ascii.FromUtf16(text, ascii, out _) == OperationStatus.Done
                ? Verify(ascii, buffer.AsSpan(text.Length), out bookmark)
                : BookmarkVerdict.Malformed;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private BookmarkVerdict Verify(ReadOnlySpan<byte> text, Span<byte> scratch, out Bookmark? bookmark)
    {
        bookmark = null;
        var signed = text[..^(SignatureLength + 1)];
        if (!signed.StartsWith(Prefix) || text[signed.Length] != '.'
            || Base64Url.DecodeFromUtf8(signed[Prefix.Length..], scratch, out _, out var length) != OperationStatus.Done
            || !BookmarkCodec.TryReadKeyId(scratch[..length], out var keyId))
        {
            return BookmarkVerdict.Malformed;
        }

        if (ring.Find(keyId) is not { } key)
        {
            return BookmarkVerdict.UnknownKey;
        }

        Span<byte> expected = stackalloc byte[SignatureLength];
        Sign(key, signed, expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, text[(signed.Length + 1)..]))
        {
            return BookmarkVerdict.BadSignature;
        }

        return BookmarkCodec.TryRead(scratch[..length], out bookmark) ? BookmarkVerdict.Valid : BookmarkVerdict.Malformed;
    }

    private static void Sign(SigningKey key, ReadOnlySpan<byte> signed, Span<byte> signature)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Secret, signed, mac);
        Base64Url.EncodeToUtf8(mac, signature);
    }
}
