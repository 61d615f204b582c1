namespace CausalGateway.Tour;

/// <summary>Says of every claim of the tour whether it held, and counts.</summary>
internal sealed class Checks(Screen screen)
{
    public int Passed { get; private set; }

    public int Failed { get; private set; }

    /// <summary>Checks one claim; <paramref name="seen"/> is what was there instead, if it does not hold.</summary>
    public void That(string claim, bool holds, string seen)
    {
        if (holds)
        {
            Passed++;
            screen.Passed(claim);
        }
        else
        {
            Fail($"{claim}: {seen}");
        }
    }

    /// <summary>Checks that what was seen is what was expected.</summary>
    public void Equal(string claim, string? expected, string? seen) =>
        That(claim, expected == seen, $"expected {expected ?? "nothing"}, saw {seen ?? "nothing"}");

    /// <summary>A step that could not be led to its end.</summary>
    public void Fail(string what)
    {
        Failed++;
        screen.Failed(what);
    }
}
