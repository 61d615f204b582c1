using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CausalGateway.Gateway.Sessions;

/// <summary>Names the keys of <see cref="RedisSessionStore"/>. Thread-safe.</summary>
/// <remarks>
/// <para><c>cg:{b17.64}:s:HASH</c> is the record of an address. <c>b17.64</c> is the bucket, 17 of 64, and the hash tag of Redis
/// Cluster: what belongs to a bucket lives in one slot, so one script can reach it. It depends on principal and session only:
/// the records of a session on several clusters share it. The count is part of it, so that a changed count cannot mistake
/// what it finds under a bucket's number for the state of its own bucket.</para>
/// <para><c>HASH</c> is SHA-256, in base64url, of principal, session and cluster, each as UTF-16LE behind its length: different
/// addresses never meet, whatever is in the names, and no name of a user or session can be read in Redis.</para>
/// </remarks>
internal sealed class RedisKeyspace
{
    private const int StackBytes = 512;
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    private readonly string[] _recordPrefixes;

    public RedisKeyspace(int buckets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        _recordPrefixes = new string[buckets];
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            _recordPrefixes[bucket] = $"cg:{{b{bucket}.{buckets}}}:s:";
        }

        ProbeKey = $"cg:{{b0.{buckets}}}:probe";
    }

    /// <summary>A key that never holds anything.</summary>
    public string ProbeKey { get; }

    /// <summary>The key of a record.</summary>
    public string RecordKey(in SessionAddress address)
    {
        var session = address.Session.Value;
        var length = (3 * sizeof(int)) + (sizeof(char) * (address.Principal.Length + session.Length + address.Cluster.Length));
        byte[]? rented = null;
        var buffer = length <= StackBytes ? stackalloc byte[StackBytes] : (rented = ArrayPool<byte>.Shared.Rent(length));

        var end = Write(buffer, 0, address.Principal);
        end = Write(buffer, end, session);
        var bucket = BucketOf(buffer[..end]);
        end = Write(buffer, end, address.Cluster);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer[..end], hash);
        Span<char> text = stackalloc char[Base64Url.GetEncodedLength(SHA256.HashSizeInBytes)];
        Base64Url.EncodeToChars(hash, text);

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return string.Concat(_recordPrefixes[bucket], text);
    }

    private static int Write(Span<byte> buffer, int at, string name)
    {
        var bytes = MemoryMarshal.AsBytes(name.AsSpan());
        BinaryPrimitives.WriteInt32LittleEndian(buffer[at..], bytes.Length);
        bytes.CopyTo(buffer[(at + sizeof(int))..]);
        return at + sizeof(int) + bytes.Length;
    }

    // FNV-1a: stable for ever, unlike string.GetHashCode, and good enough to spread a load.
    private int BucketOf(ReadOnlySpan<byte> bytes)
    {
        var hash = FnvOffset;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * FnvPrime;
        }

        return (int)((hash ^ (hash >> 32)) % (ulong)_recordPrefixes.Length);
    }
}
