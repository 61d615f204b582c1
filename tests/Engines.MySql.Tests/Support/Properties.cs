using FsCheck;

namespace CausalGateway.Engines.MySql.Tests.Support;

internal static class Properties
{
    /// <summary>The property holds for 1,000 cases.</summary>
    public static void Holds(this Property property) =>
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    /// <summary>
    /// The property, which awaits something, holds for so many cases; ten times as many if CAUSALGATEWAY_LONG is set. What
    /// is said when it does not hold names the seed.
    /// </summary>
    public static Task HoldsAsync(this Property property, int cases) => Task.Run(
        () => property.Check(Config.QuickThrowOnFailure.WithMaxTest(
            Environment.GetEnvironmentVariable("CAUSALGATEWAY_LONG") is null ? cases : 10 * cases)),
        TestContext.Current.CancellationToken);
}
