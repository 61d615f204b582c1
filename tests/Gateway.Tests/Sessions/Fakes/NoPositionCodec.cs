using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Tests.Sessions;

/// <summary>The codec of an engine to which nothing here is a position.</summary>
internal sealed class NoPositionCodec : IPositionCodec
{
    public bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out ReplicationPosition? position)
    {
        position = null;
        return false;
    }

    public bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ReplicationPosition? position)
    {
        position = null;
        return false;
    }

    public void Write(ReplicationPosition position, IBufferWriter<byte> destination) => throw new NotSupportedException();
}
