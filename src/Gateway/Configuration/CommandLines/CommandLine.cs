namespace CausalGateway.Gateway.Configuration;

/// <summary>What the command line asks for. Reading it touches nothing: no file, no environment.</summary>
internal abstract record CommandLine
{
    /// <summary>Print the help and end.</summary>
    internal sealed record Help : CommandLine;

    /// <summary>Print the version and end.</summary>
    internal sealed record Version : CommandLine;

    /// <summary>Run the gateway.</summary>
    /// <param name="ConfigFile">An additional JSON file, or null.</param>
    /// <param name="Settings">Arguments of the form <c>--Key=value</c>, for the host and its command-line source.</param>
    internal sealed record Run(string? ConfigFile, IReadOnlyList<string> Settings) : CommandLine;

    /// <summary>Something was not understood.</summary>
    /// <param name="Error">A sentence without any value of the command line.</param>
    internal sealed record Invalid(string Error) : CommandLine;

    /// <summary>
    /// Reads the arguments. The first that is not understood decides; <c>--help</c> anywhere wins over everything.
    /// </summary>
    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        if (args.Any(arg => arg is "--help" or "-h"))
        {
            return new Help();
        }

        if (args.Contains("--version"))
        {
            return new Version();
        }

        string? configFile = null;
        var settings = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            var argument = Argument.Split(args[i]);
            if (argument.Name == Argument.Config)
            {
                var value = argument.Value ?? (i + 1 < args.Count ? args[++i] : "");
                if (value.Length == 0)
                {
                    return new Invalid($"{Argument.Config} needs a file.");
                }

                if (configFile is not null)
                {
                    return new Invalid($"{Argument.Config} is given twice.");
                }

                configFile = value;
            }
            else if (argument.FindMistake(i + 1) is { } mistake)
            {
                return new Invalid(mistake);
            }
            else
            {
                settings.Add(args[i]);
            }
        }

        return new Run(configFile, settings);
    }
}
