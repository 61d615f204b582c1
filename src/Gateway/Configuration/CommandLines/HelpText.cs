namespace CausalGateway.Gateway.Configuration;

/// <summary>
/// What <c>--help</c> prints, at most <see cref="Width"/> columns wide: usage, sources, every setting, exit codes.
/// </summary>
internal static class HelpText
{
    public const int Width = 100;

    private const string Usage =
        """
        CausalGateway: causal reads over database replicas, by HTTP.

        Usage:
          dotnet run --project src/Gateway -- [--config <file>] [--Gateway:<setting>=<value> ...]

          --config <file>   an additional JSON file, relative to the working directory
                            (which under dotnet run is the project's, src/Gateway)
          --help, -h        print this
          --version         print the version

        Settings come from these sources, the later ones winning:
          1. files           appsettings.json, then the one of --config:
                             { "Gateway": { "Clusters": { "orders-pg": { "Engine": "postgres" } } } }
          2. environment     env 'Gateway__Clusters__orders-pg__Engine=postgres' ...
          3. command line    --Gateway:Listen=http://127.0.0.1:9000
        """;

    private static readonly string Forms =
        $"Durations: {Duration.Forms}. Sizes: {ByteSize.Forms}. <n> counts from 0. An empty value is the same as none.";

    public static void Write(TextWriter output)
    {
        output.WriteLine(Usage);
        output.WriteLine();
        output.WriteLine("Settings:");
        WriteWrapped(output, Forms, indent: 2);
        foreach (var (path, setting) in GatewaySection.Schema.Flatten(GatewaySection.Name))
        {
            output.WriteLine();
            output.WriteLine($"  {path}");
            WriteWrapped(output, $"{setting.Help}.", indent: 6);
            WriteWrapped(output, DescribeKind(setting), indent: 6);
        }

        output.WriteLine();
        output.WriteLine("Exit codes:");
        output.WriteLine($"  {ExitCodes.Success}  ended in order");
        output.WriteLine($"  {ExitCodes.Failure}  failed while starting or running");
        output.WriteLine($"  {ExitCodes.Misconfigured}  the command line or the configuration is wrong; nothing was started");
    }

    private static string DescribeKind(Setting setting)
    {
        var parts = new List<string> { setting.Secret ? $"{setting.Kind}, secret" : setting.Kind };
        if (setting.Range.Length > 0)
        {
            parts.Add(setting.Range);
        }

        if (setting.Required)
        {
            parts.Add("required");
        }
        else
        {
            parts.Add($"default: {setting.DefaultText}");
        }

        return string.Join("; ", parts);
    }

    private static void WriteWrapped(TextWriter output, string text, int indent)
    {
        var column = 0;
        foreach (var word in text.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                output.WriteLine();
                column = 0;
            }

            output.Write(column == 0 ? new string(' ', indent) : " ");
            output.Write(word);
            column += word.Length + (column == 0 ? indent : 1);
        }

        output.WriteLine();
    }
}
