using CausalGateway.Abstractions;
using CausalGateway.Gateway.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace CausalGateway.Gateway.Tests.Sessions;

public sealed class SessionEntryCodecTests
{
    [Fact]
    public void TryRead_WhatWasWritten_GivesTheSameEntry() =>
        Prop.ForAll<EntryShape>(shape =>
        {
            var entry = shape.ToEntry();
            return TryRead(SessionEntryCodec.BodyOf(entry, Make.Codec), out var read, entry.Id) && read == entry;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryRead_AnyBytes_NeverThrows() =>
        Prop.ForAll<byte[], byte[]>((field, body) =>
        {
            SessionEntryCodec.TryRead(field, body, Make.Codec, out _);
            TryRead(body, out _);
            TryRead([1, .. body], out _);
            TryRead([1, 0, 1, .. body], out _);
            TryRead([1, 0, 1, 3, .. body], out _);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryRead_TruncatedOrExtended_Fails()
    {
        var body = SessionEntryCodec.BodyOf(FullEntry(), Make.Codec);

        for (var length = 0; length < body.Length; length++)
        {
            Assert.False(TryRead(body.AsSpan(0, length), out _), $"the first {length} bytes were read");
        }

        Assert.False(TryRead([.. body, 0], out _));
    }

    [Fact]
    public void TryRead_LaterVersionOrUnknownPart_Fails()
    {
        var body = SessionEntryCodec.BodyOf(FullEntry(), Make.Codec);

        Assert.False(TryRead([2, .. body[1..]], out _));
        Assert.False(TryRead([1, (byte)(body[1] | 0x80), .. body[2..]], out _));
    }

    [Fact]
    public void BodyOf_SmallPosition_IsCompact() =>
        Assert.Equal(2 + 2 + 1 + 5, SessionEntryCodec.BodyOf(Entry(Make.Dependency(7)), Make.Codec).Length);

    private static SessionEntry FullEntry() =>
        Entry(new CausalDependency(new IntegerSet(Enumerable.Range(0, 300)), new IntegerSet(1), new ServerIncarnation(5)))
            with { Epoch = new StoreEpoch(UInt128.MaxValue) };

    private static SessionEntry Entry(CausalDependency dependency) =>
        new(EntryId.NewRandom(), SessionEntryKind.Position, StoreEpoch.None, dependency);

    private static bool TryRead(ReadOnlySpan<byte> body, out SessionEntry? entry, EntryId id = default) =>
        SessionEntryCodec.TryRead(SessionEntryCodec.FieldOf(SessionEntryKind.Position, id), body, Make.Codec, out entry);

    /// <summary>An entry in terms that FsCheck can make up.</summary>
    public sealed record EntryShape(ulong Id, ulong EpochHigh, ulong EpochLow, int[] Members, int[]? Floor, ulong Witness)
    {
        internal SessionEntry ToEntry() => new(
            new EntryId(Id),
            SessionEntryKind.Position,
            new StoreEpoch(new UInt128(EpochHigh, EpochLow)),
            new CausalDependency(
                new IntegerSet(Members), Floor is null ? null : new IntegerSet(Floor), new ServerIncarnation(Witness)));
    }
}
