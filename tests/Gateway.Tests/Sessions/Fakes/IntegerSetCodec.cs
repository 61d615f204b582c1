using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Tests.Sessions;

/// <summary>A version byte, then 4 bytes a member, ascending.</summary>
internal sealed class IntegerSetCodec : IPositionCodec
{
    public static IntegerSetCodec Instance { get; } = new();

    public bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out ReplicationPosition? position) =>
        throw new NotSupportedException("Nothing here reads positions from text.");

    public bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ReplicationPosition? position)
    {
        position = null;
        if (bytes.Length % 4 != 1 || bytes[0] != 1)
        {
            return false;
        }

        List<int> members = [];
        for (var rest = bytes[1..]; rest.Length > 0; rest = rest[4..])
        {
            var member = BinaryPrimitives.ReadInt32LittleEndian(rest);
            if (members.Count > 0 && member <= members[^1])
            {
                return false;
            }

            members.Add(member);
        }

        position = new IntegerSet(members);
        return true;
    }

    public void Write(ReplicationPosition position, IBufferWriter<byte> destination)
    {
        destination.Write("\u0001"u8);
        foreach (var member in ((IntegerSet)position).Members)
        {
            BinaryPrimitives.WriteInt32LittleEndian(destination.GetSpan(4), member);
            destination.Advance(4);
        }
    }
}
