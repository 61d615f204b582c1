using FsCheck;

namespace CausalGateway.Engines.MySql.Tests.Support;

internal static class Properties
{
    /// <summary>The property holds for 1,000 cases.</summary>
    public static void Holds(this Property property) =>
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
}
