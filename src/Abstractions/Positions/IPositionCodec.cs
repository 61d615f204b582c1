using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace CausalGateway.Abstractions;

/// <summary>Turns the positions of one engine into text and bytes and back. Thread-safe.</summary>
/// <remarks>Both forms survive a round trip unchanged. Reading never throws: the bytes may come from a client.</remarks>
public interface IPositionCodec
{
    /// <summary>Reads the form that <see cref="ReplicationPosition.ToString"/> writes.</summary>
    bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out ReplicationPosition? position);

    /// <summary>Reads the form that <see cref="Write"/> writes; all of <paramref name="bytes"/> must belong to it.</summary>
    bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ReplicationPosition? position);

    /// <summary>Writes the compact binary form, which starts with a version of its own.</summary>
    void Write(ReplicationPosition position, IBufferWriter<byte> destination);
}
