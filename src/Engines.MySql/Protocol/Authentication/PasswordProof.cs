using System.Security.Cryptography;
using System.Text;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Protocol.Authentication;

/// <summary>
/// Shows a server that the password is known, without sending it (protocol documentation, "Native Authentication" and
/// "Caching SHA-256 Authentication").
/// </summary>
internal static class PasswordProof
{
    public const string NativePassword = "mysql_native_password";
    public const string CachingSha2 = "caching_sha2_password";

    private static ReadOnlySpan<byte> Terminator => [0];

    /// <summary>The proof that <paramref name="method"/> wants first; empty for an empty password.</summary>
    /// <exception cref="DriverException">The method is not supported.</exception>
    public static byte[] For(string method, string password, byte[] nonce)
    {
        var secret = Encoding.UTF8.GetBytes(password);
        return method switch
        {
            NativePassword => secret.Length == 0 ? [] : Native(secret, nonce),
            CachingSha2 => secret.Length == 0 ? [] : Sha2(secret, nonce),
            _ => throw new DriverException(
                DriverFailure.Unsupported,
                $"The server wants to authenticate this user by '{Printable(method)}'; {CachingSha2} and {NativePassword} are supported."),
        };
    }

    /// <summary>Whether <see cref="For"/> knows the method.</summary>
    public static bool Supports(string method) => method is NativePassword or CachingSha2;

    /// <summary>The password for a connection that is encrypted already.</summary>
    public static byte[] Plain(string password) => [.. Encoding.UTF8.GetBytes(password), .. Terminator];

    /// <summary>The password for an unencrypted connection, which only the owner of the RSA key can read.</summary>
    public static byte[] Encrypted(string password, byte[] nonce, RSA key)
    {
        var masked = Plain(password);
        for (var i = 0; i < masked.Length; i++)
        {
            masked[i] ^= nonce[i % nonce.Length];
        }

        return key.Encrypt(masked, RSAEncryptionPadding.OaepSHA1);
    }

#pragma warning disable CA5350 // The method is what it is; nothing else rests on SHA-1.
    private static byte[] Native(byte[] secret, byte[] nonce)
    {
        var once = SHA1.HashData(secret);
        var mixed = SHA1.HashData([.. nonce, .. SHA1.HashData(once)]);
        return Xor(once, mixed);
    }
#pragma warning restore CA5350

    private static byte[] Sha2(byte[] secret, byte[] nonce)
    {
        var once = SHA256.HashData(secret);
        var mixed = SHA256.HashData([.. SHA256.HashData(once), .. nonce]);
        return Xor(once, mixed);
    }

    private static byte[] Xor(byte[] left, byte[] right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            left[i] ^= right[i];
        }

        return left;
    }

    /// <summary>The name comes from the network and goes into a message.</summary>
    private static string Printable(string method)
    {
        const int longest = 64;
        return new string([.. method.Take(longest).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '?')]);
    }
}
