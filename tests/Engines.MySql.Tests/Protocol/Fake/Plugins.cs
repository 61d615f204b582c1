using System.Security.Cryptography;
using System.Text;

namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>The authentication methods by name, and what a client that knows the password answers.</summary>
internal static class Plugins
{
    public const string Native = "mysql_native_password";
    public const string CachingSha2 = "caching_sha2_password";
    public const string Clear = "mysql_clear_password";
    public const string Old = "mysql_old_password";

    /// <summary>SHA1(password) XOR SHA1(nonce + SHA1(SHA1(password))).</summary>
#pragma warning disable CA5350 // The method is what it is.
    public static byte[] NativeAnswer(string password, byte[] nonce)
    {
        var once = SHA1.HashData(Encoding.UTF8.GetBytes(password));
        return Xor(once, SHA1.HashData([.. nonce, .. SHA1.HashData(once)]));
    }
#pragma warning restore CA5350

    /// <summary>SHA256(password) XOR SHA256(SHA256(SHA256(password)) + nonce).</summary>
    public static byte[] CachingSha2Answer(string password, byte[] nonce)
    {
        var once = SHA256.HashData(Encoding.UTF8.GetBytes(password));
        return Xor(once, SHA256.HashData([.. SHA256.HashData(once), .. nonce]));
    }

    /// <summary>The password out of what a client encrypted with the server's RSA key.</summary>
    public static string Decrypt(RSA key, byte[] encrypted, byte[] nonce)
    {
        var masked = key.Decrypt(encrypted, RSAEncryptionPadding.OaepSHA1);
        return Encoding.UTF8.GetString(Xor(masked, nonce)).TrimEnd('\0');
    }

    private static byte[] Xor(byte[] value, byte[] mask) =>
        [.. value.Select((b, index) => (byte)(b ^ mask[index % mask.Length]))];
}
