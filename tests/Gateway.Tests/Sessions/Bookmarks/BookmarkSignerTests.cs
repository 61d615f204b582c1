using CausalGateway.Abstractions;
using CausalGateway.Gateway.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace CausalGateway.Gateway.Tests.Sessions;

public sealed class BookmarkSignerTests
{
    private static readonly SigningKey First = SigningKey.FromText("k1", "the first secret of at least 32 bytes");
    private static readonly SigningKey Second = SigningKey.FromText("k2", "the second secret of at least 32 bytes");
    private static readonly BookmarkSigner Signer = new(new SigningKeyRing([First]));

    private static readonly Bookmark Sample = Bookmark.Empty
        .With("orders", Make.Codec, new CausalDependency(new IntegerSet(1, 2), new IntegerSet(1), new ServerIncarnation(9)))
        .With("catalog", Make.Codec, Make.Dependency(3));

    [Fact]
    public void Verify_WhatWasSigned_GivesTheSameBookmark()
    {
        var text = Sign(Signer, Sample);

        Assert.Equal(BookmarkVerdict.Valid, Signer.Verify(text, out var bookmark));
        Assert.Equal(Sample.Positions, bookmark!.Positions);
        Assert.Matches(@"^cb1\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}$", text);
    }

    [Fact]
    public void Verify_EmptyBookmark_IsValid()
    {
        Assert.Equal(BookmarkVerdict.Valid, Signer.Verify(Sign(Signer, Bookmark.Empty), out var bookmark));
        Assert.True(bookmark!.IsEmpty);
    }

    [Fact]
    public void Verify_AnyBookmark_RoundTrips() =>
        Prop.ForAll<Dictionary<int, int[]>>(clusters =>
        {
            var bookmark = clusters.Aggregate(
                Bookmark.Empty, (all, one) => all.With($"cluster {one.Key} ü", Make.Codec, Make.Dependency(one.Value)));
            return Signer.Verify(Sign(Signer, bookmark), out var read) == BookmarkVerdict.Valid
                && read!.Positions.SequenceEqual(bookmark.Positions);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Verify_AnyCharacterChanged_IsRefused()
    {
        var text = Sign(Signer, Sample);
        const string Replacements = "AQgwBaZ09-_.= \n\0é\uFFFF";

        for (var i = 0; i < text.Length; i++)
        {
            for (var bit = 0; bit < 16; bit++)
            {
                Refused(i, (char)(text[i] ^ (1 << bit)));
            }

            foreach (var replacement in Replacements.Where(replacement => replacement != text[i]))
            {
                Refused(i, replacement);
            }
        }

        void Refused(int at, char replacement)
        {
            var verdict = Signer.Verify($"{text[..at]}{replacement}{text[(at + 1)..]}", out var bookmark);
            Assert.True(verdict != BookmarkVerdict.Valid, $"'{replacement}' in place of '{text[at]}' at {at} was accepted");
            Assert.Null(bookmark);
        }
    }

    [Fact]
    public void Verify_TruncatedOrExtended_IsRefused()
    {
        var text = Sign(Signer, Sample);

        for (var length = 0; length < text.Length; length++)
        {
            Assert.NotEqual(BookmarkVerdict.Valid, Signer.Verify(text[..length], out _));
            Assert.NotEqual(BookmarkVerdict.Valid, Signer.Verify(text[(length + 1)..], out _));
        }

        foreach (var extra in (string[])["A", "=", " ", ".", ".AAAA", "\n"])
        {
            Assert.NotEqual(BookmarkVerdict.Valid, Signer.Verify(text + extra, out _));
            Assert.NotEqual(BookmarkVerdict.Valid, Signer.Verify(extra + text, out _));
        }
    }

    [Fact]
    public void Verify_AnyText_NeverThrowsAndIsNeverValid() =>
        Prop.ForAll<string?, string?, string?>((whole, payload, signature) =>
            Signer.Verify(whole, out _) != BookmarkVerdict.Valid
            && Signer.Verify($"cb1.{payload}.{signature}", out _) != BookmarkVerdict.Valid
            && Signer.Verify($"cb1.{payload}.{new string('A', 43)}", out _) != BookmarkVerdict.Valid)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void Verify_AnyBytesAsPayload_NeverThrowsAndIsNeverValid() =>
        Prop.ForAll<byte[]>(payload =>
        {
            // The id of a key that is in the ring, so that the signature is looked at.
            var text = System.Buffers.Text.Base64Url.EncodeToString([2, (byte)'k', (byte)'1', .. payload]);
            return Signer.Verify($"cb1.{text}.{new string('A', 43)}", out _) == BookmarkVerdict.BadSignature;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cb1.")]
    [InlineData("cb1..")]
    [InlineData("cb1..AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("cb2.AAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("cb1.A.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("cb1.____.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Verify_NoBookmark_IsMalformed(string? text) =>
        Assert.Equal(BookmarkVerdict.Malformed, Signer.Verify(text, out _));

    [Fact]
    public void Verify_TooLong_IsMalformed() =>
        Assert.Equal(BookmarkVerdict.Malformed, Signer.Verify("cb1." + new string('A', BookmarkSigner.MaxLength), out _));

    [Fact]
    public void Verify_KeyThatIsNotInTheRing_IsUnknownKey()
    {
        var foreign = new BookmarkSigner(SigningKeyRing.CreateEphemeral());

        Assert.Equal(BookmarkVerdict.UnknownKey, Signer.Verify(Sign(foreign, Sample), out _));
    }

    [Fact]
    public void Verify_OtherSecretUnderTheSameId_IsBadSignature()
    {
        var forger = new BookmarkSigner(new SigningKeyRing([SigningKey.FromText("k1", "a guessed secret of at least 32 bytes")]));

        Assert.Equal(BookmarkVerdict.BadSignature, Signer.Verify(Sign(forger, Sample), out _));
    }

    [Fact]
    public void Verify_RotatedRing_AcceptsTheOldKeyAndSignsWithTheNew()
    {
        var rotated = new BookmarkSigner(new SigningKeyRing([Second, First]));

        Assert.Equal(BookmarkVerdict.Valid, rotated.Verify(Sign(Signer, Sample), out _));
        Assert.Equal(BookmarkVerdict.UnknownKey, Signer.Verify(Sign(rotated, Sample), out _));
        Assert.Equal(
            BookmarkVerdict.Valid, new BookmarkSigner(new SigningKeyRing([Second])).Verify(Sign(rotated, Sample), out _));
    }

    [Fact]
    public void Verify_ClusterThatNobodyHereKnows_IsCarriedAlong()
    {
        Signer.Verify(Sign(Signer, Bookmark.Empty.With("elsewhere", Make.Codec, Make.Dependency(1, 2))), out var one);
        Signer.Verify(Sign(Signer, Bookmark.Empty.With("elsewhere", Make.Codec, Make.Dependency(2, 3))), out var other);

        var reissued = Sign(Signer, one!.Merge(other!).With("orders", Make.Codec, Make.Dependency(9)));

        Assert.Equal(BookmarkVerdict.Valid, Signer.Verify(reissued, out var carried));
        Assert.True(carried!.TryRead("elsewhere", Make.Codec, out var dependency));
        Assert.Equal(Make.Dependency(1, 2, 3), dependency);
    }

    [Fact]
    public void TrySign_TooLargeToBeAccepted_IsRefused()
    {
        var large = Bookmark.Empty.With("orders", Make.Codec, Make.Dependency([.. Enumerable.Range(0, 2_800)]));
        var tooLarge = large.Merge(Bookmark.Empty.With("catalog", Make.Codec, Make.Dependency([.. Enumerable.Range(0, 1_000)])));

        Assert.Equal(BookmarkVerdict.Valid, Signer.Verify(Sign(Signer, large), out _));
        Assert.False(Signer.TrySign(tooLarge, out _));
    }

    private static string Sign(BookmarkSigner signer, Bookmark bookmark)
    {
        Assert.True(signer.TrySign(bookmark, out var text));
        return text;
    }
}
