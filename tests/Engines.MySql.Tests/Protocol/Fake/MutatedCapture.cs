using FsCheck;
using FsCheck.Fluent;

namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>A capture with one to four changes to it.</summary>
/// <param name="Capture">The capture's number.</param>
/// <param name="Other">The number of the one that pieces come from.</param>
/// <param name="Within">
/// Whether each change is to the payload of one packet, whose length is set right, so that what is behind it is read too.
/// </param>
/// <param name="Mutations">The changes, in their order.</param>
internal sealed record MutatedCapture(int Capture, int Other, bool Within, Mutation[] Mutations)
{
    private static readonly Gen<Mutation> AnyMutation =
        from kind in Gen.Elements(Enum.GetValues<MutationKind>())
        from place in Gen.Choose(0, 1 << 20)
        from length in Gen.Frequency((4, Gen.Choose(1, 16)), (1, Gen.Choose(1, 1000)))
        from value in Gen.Choose(0, 1 << 20)
        select new Mutation(kind, place, length, value);

    /// <summary>Changes to one of so many captures.</summary>
    public static Arbitrary<MutatedCapture> Of(int captures) => (
        from capture in Gen.Choose(0, captures - 1)
        from other in Gen.Choose(0, captures - 1)
        from within in Gen.Frequency((2, Gen.Constant(true)), (1, Gen.Constant(false)))
        from count in Gen.Choose(1, 4)
        from mutations in AnyMutation.ArrayOf(count)
        select new MutatedCapture(capture, other, within, mutations)).ToArbitrary();

    /// <summary>The bytes of the capture, changed.</summary>
    public byte[] Apply(IReadOnlyList<Capture> captures)
    {
        var bytes = captures[Capture].Bytes;
        foreach (var mutation in Mutations)
        {
            bytes = Within
                ? ApplyToPacket(mutation, bytes, captures[Other].Bytes)
                : mutation.Apply(bytes, captures[Other].Bytes);
        }

        return bytes;
    }

    public override string ToString() => $"{Capture} {Other} {Within} {string.Join(' ', Mutations)}";

    private static byte[] ApplyToPacket(Mutation mutation, byte[] bytes, byte[] other)
    {
        var packets = Fake.Capture.Packets(bytes);
        if (packets.Count == 0)
        {
            return bytes;
        }

        var (start, length) = packets[mutation.Value % packets.Count];
        var end = start + length;
        var payload = mutation.Apply(bytes[Math.Min(start + 4, end)..end], other);
        return
        [
            .. bytes[..start],
            (byte)payload.Length, (byte)(payload.Length >> 8), (byte)(payload.Length >> 16), bytes[start + 3], .. payload,
            .. bytes[end..],
        ];
    }
}
