using System.Globalization;

namespace CausalGateway.Causality.Runs;

/// <summary>Which seeds the runs take.</summary>
/// <remarks>
/// A few fixed ones; many, when CAUSALGATEWAY_LONG is 1; only that one, when CAUSALGATEWAY_SEED names one, to look into a failure.
/// </remarks>
internal static class Seeds
{
    public static bool IsLong => Environment.GetEnvironmentVariable("CAUSALGATEWAY_LONG") == "1";

    public static TheoryData<int> Of(int count, int countWhenLong) =>
        Environment.GetEnvironmentVariable("CAUSALGATEWAY_SEED") is { Length: > 0 } seed
            ? [int.Parse(seed, CultureInfo.InvariantCulture)]
            : [.. Enumerable.Range(1, IsLong ? countWhenLong : count)];
}
