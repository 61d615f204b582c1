using CausalGateway.Gateway.Sessions;

namespace CausalGateway.Gateway.Tests.Sessions;

public sealed class SigningKeyRingTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    [Fact]
    public void Validate_GoodKeys_FindsNothing() =>
        Assert.Empty(SigningKeyRing.Validate([SigningKey.FromText("k1", Secret), SigningKey.FromText("k2", Secret + "!")]));

    [Fact]
    public void Validate_NoKeys_SaysSo() => Assert.Single(SigningKeyRing.Validate([]));

    [Fact]
    public void Validate_SeveralErrors_ReportsAllAndNoSecret()
    {
        var errors = SigningKeyRing.Validate(
        [
            SigningKey.FromText("k1", Secret[1..]),
            SigningKey.FromText("k1", Secret),
            SigningKey.FromText("", Secret),
            SigningKey.FromText(new string('k', 65), Secret),
            SigningKey.FromText("two words", Secret),
        ]);

        Assert.Equal(5, errors.Count);
        Assert.DoesNotContain(errors, error => error.Contains(Secret[1..], StringComparison.Ordinal));
    }

    [Fact]
    public void Constructor_BadKeys_Throws() =>
        Assert.Throws<ArgumentException>(() => new SigningKeyRing([SigningKey.FromText("k1", "short")]));

    [Fact]
    public void ToString_Key_DoesNotShowTheSecret() => Assert.Equal("k1", SigningKey.FromText("k1", Secret).ToString());

    [Fact]
    public void CreateEphemeral_Twice_GivesDifferentKeys() =>
        Assert.NotEqual(SigningKeyRing.CreateEphemeral().Current.Id, SigningKeyRing.CreateEphemeral().Current.Id);
}
