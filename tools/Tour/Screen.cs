namespace CausalGateway.Tour;

/// <summary>Prints the tour: in colour on a terminal, as plain text elsewhere or where NO_COLOR is set.</summary>
internal sealed class Screen(TextWriter output, bool colours)
{
    /// <summary>The width that stories are wrapped at.</summary>
    private const int Width = 96;

    /// <summary>The console's.</summary>
    public static Screen ForConsole() => new(
        Console.Out,
        !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or null or ""));

    public void Line(string text = "") => output.WriteLine(text);

    public void Title(string text) => Line(Paint(text, Ink.Bold));

    public void Note(string text) => Line(Paint(text, Ink.Dim));

    /// <summary>Begins a line that <see cref="Done"/> completes.</summary>
    public void Begin(string text)
    {
        output.Write($"{text} ... ");
        output.Flush();
    }

    public void Done(string text) => Line(Paint(text, Ink.Dim));

    /// <summary>A paragraph, wrapped and indented like all that belongs to a step.</summary>
    public void Story(string text)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + word.Length >= Width)
            {
                Line($"  {line}");
                line = "";
            }

            line += line.Length == 0 ? word : $" {word}";
        }

        Line($"  {line}");
    }

    /// <summary>What is done to a server behind the gateway's back.</summary>
    public void Event(string text)
    {
        Line();
        Line($"  {Paint("!", Ink.Yellow)} {Paint(text, Ink.Yellow)}");
    }

    /// <summary>The first line of a request.</summary>
    public void Request(string text)
    {
        Line();
        Line($"  {Paint("→", Ink.Cyan)} {Paint(text, Ink.Cyan)}");
    }

    /// <summary>The first line of an answer.</summary>
    public void Answer(string text, bool success) =>
        Line($"  {Paint("←", success ? Ink.Cyan : Ink.Red)} {Paint(text, success ? Ink.Cyan : Ink.Red)}");

    /// <summary>A further line of a request or an answer.</summary>
    public void Detail(string text) => Line($"      {text}");

    /// <summary>A further line with a name in front.</summary>
    public void Detail(string name, string text) => Detail($"{Paint(name, Ink.Dim)} {text}");

    public void Receipt(string text) => Detail(Paint("served", Ink.Dim) + " " + Paint(text, Ink.Magenta));

    public void Passed(string claim) => Line($"  {Paint("✔", Ink.Green)} {claim}");

    public void Failed(string claim) => Line($"  {Paint("✘", Ink.Red)} {Paint(claim, Ink.Red)}");

    private string Paint(string text, Ink ink) => colours ? $"\e[{(int)ink}m{text}\e[0m" : text;

    /// <summary>The terminal's numbers.</summary>
    private enum Ink
    {
        Bold = 1,
        Dim = 2,
        Red = 31,
        Green = 32,
        Yellow = 33,
        Magenta = 35,
        Cyan = 36,
    }
}
