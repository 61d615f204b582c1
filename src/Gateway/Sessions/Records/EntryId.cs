using System.Security.Cryptography;

namespace CausalGateway.Gateway.Sessions;

/// <summary>Names one entry of one record. An id is never used again, so it stands for the same content for ever.</summary>
internal readonly record struct EntryId(ulong Value)
{
    /// <summary>The length of the raw form, in bytes.</summary>
    public const int Size = sizeof(ulong);

    /// <summary>An id that no other entry has: 64 random bits.</summary>
    public static EntryId NewRandom()
    {
        var value = 0UL;
        RandomNumberGenerator.Fill(System.Runtime.InteropServices.MemoryMarshal.AsBytes(new Span<ulong>(ref value)));
        return new EntryId(value);
    }
}
