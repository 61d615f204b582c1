using System.Buffers;
using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using static CausalGateway.Engines.MySql.Tests.Positions.Arbitraries;

namespace CausalGateway.Engines.MySql.Tests.Positions;

/// <summary>The laws of <see cref="ReplicationPosition"/> and of its codec.</summary>
public abstract class PositionLaws
{
    private readonly Arbitrary<ReplicationPosition> _any;
    private readonly IPositionCodec _codec;

    private protected PositionLaws(Arbitrary<ReplicationPosition> any, IPositionCodec codec) => (_any, _codec) = (any, codec);

    [Fact]
    public void Merge_EitherOrder_GivesTheSame() =>
        Prop.ForAll(_any, _any, (a, b) => a.Merge(b).Equals(b.Merge(a))).Holds();

    [Fact]
    public void Merge_AnyGrouping_GivesTheSame() =>
        Prop.ForAll(_any, _any, _any, (a, b, c) => a.Merge(b).Merge(c).Equals(a.Merge(b.Merge(c)))).Holds();

    [Fact]
    public void Merge_WithItself_ChangesNothing() => Prop.ForAll(_any, a => a.Merge(a).Equals(a)).Holds();

    [Fact]
    public void Merge_Any_CoversBoth() =>
        Prop.ForAll(_any, _any, (a, b) => a.Merge(b) is var all && all.Covers(a) && all.Covers(b)).Holds();

    [Fact]
    public void Merge_Any_IsTheLeastThatCoversBoth() => Prop.ForAll(
        _any, _any, _any, (a, b, c) => !(c.Covers(a) && c.Covers(b)) || c.Covers(a.Merge(b))).Holds();

    [Fact]
    public void CompareTo_Swapped_GivesTheMirroredAnswer() =>
        Prop.ForAll(_any, _any, (a, b) => (a.CompareTo(b), b.CompareTo(a)) is
            (PositionOrder.Before, PositionOrder.After)
            or (PositionOrder.After, PositionOrder.Before)
            or (PositionOrder.Equal, PositionOrder.Equal)
            or (PositionOrder.Concurrent, PositionOrder.Concurrent)).Holds();

    [Fact]
    public void CompareTo_Any_AgreesWithCoversAndEquals() => Prop.ForAll(_any, _any, (a, b) =>
    {
        var order = a.CompareTo(b);
        return a.Covers(b) == order is PositionOrder.After or PositionOrder.Equal
            && b.Covers(a) == order is PositionOrder.Before or PositionOrder.Equal
            && a.Equals(b) == (order == PositionOrder.Equal)
            && (!a.Equals(b) || a.GetHashCode() == b.GetHashCode());
    }).Holds();

    [Fact]
    public void Covers_OverThree_IsTransitive() => Prop.ForAll(
        _any, _any, _any, (a, b, c) => !(a.Covers(b) && b.Covers(c)) || a.Covers(c)).Holds();

    [Fact]
    public void TryParse_OfFormat_GivesTheSame() => Prop.ForAll(
        _any, position => _codec.TryParse(position.ToString(), out var parsed) && parsed.Equals(position)).Holds();

    [Fact]
    public void TryRead_OfWrite_GivesTheSame() => Prop.ForAll(
        _any, position => _codec.TryRead(Write(position), out var read)
            && read.Equals(position) && read.GetHashCode() == position.GetHashCode()).Holds();

    [Fact]
    public void TryParse_Garbage_NeverThrows() => Prop.ForAll(
        Text, text => _codec.TryParse(text, out var position) == position is not null).Holds();

    [Fact]
    public void TryRead_Garbage_IsRefusedOrTheOnlyFormOfWhatItGives() => Prop.ForAll(
        Bytes, bytes => !_codec.TryRead(bytes, out var position) || Write(position).AsSpan().SequenceEqual(bytes)).Holds();

    [Fact]
    public void TryRead_OneByteChanged_IsRefusedOrTheOnlyFormOfWhatItGives() => Prop.ForAll(
        _any,
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        Gen.Choose(1, byte.MaxValue).ToArbitrary(),
        (position, at, change) =>
        {
            var bytes = Write(position);
            bytes[at % bytes.Length] ^= (byte)change;
            return !_codec.TryRead(bytes, out var read) || Write(read).AsSpan().SequenceEqual(bytes);
        }).Holds();

    [Fact]
    public void TryRead_Nothing_IsRefused() => Assert.False(_codec.TryRead([], out _));

    [Fact]
    public void CompareTo_AnotherEngine_Throws()
    {
        var position = _any.Generator.Sample(1).First();
        Assert.Throws<ArgumentException>(() => position.CompareTo(new ForeignPosition()));
        Assert.Throws<ArgumentException>(() => position.Merge(new ForeignPosition()));
        Assert.False(position.Equals(new ForeignPosition()));
    }

    private protected byte[] Write(ReplicationPosition position)
    {
        var buffer = new ArrayBufferWriter<byte>();
        _codec.Write(position, buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
