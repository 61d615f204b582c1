using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;

namespace CausalGateway.Gateway.Configuration;

/// <summary>Where the configuration comes from, and which source wins.</summary>
internal static class ConfigurationSources
{
    /// <summary>
    /// Adds, each over those before it and all over what the builder has (<c>appsettings.json</c>): the file of <c>--config</c>,
    /// the
    /// environment, the command line. False, with nothing added, if the file cannot be read.
    /// </summary>
    /// <param name="builder">
    /// The builder to add to. It may have the environment already; adding it again is what puts it over the file.
    /// </param>
    /// <param name="run">The command line.</param>
    /// <param name="error">What is wrong with the file, by its full path, without any of its content.</param>
    public static bool TryAdd(IConfigurationBuilder builder, CommandLine.Run run, [NotNullWhen(false)] out string? error)
    {
        if (run.ConfigFile is not null)
        {
            if (!TryReadFile(Path.GetFullPath(run.ConfigFile), out var file, out error))
            {
                return false;
            }

            builder.AddConfiguration(file);
        }

        builder.AddEnvironmentVariables().AddCommandLine([.. run.Settings]);
        error = null;
        return true;
    }

    /// <summary>Reads the file at once. Unlike the framework's default, its name may begin with a dot.</summary>
    private static bool TryReadFile(
        string path, [NotNullWhen(true)] out IConfiguration? file, [NotNullWhen(false)] out string? error)
    {
        file = null;
        if (!File.Exists(path))
        {
            error = $"{Argument.Config}: there is no file {path}.";
            return false;
        }

        using var provider = new PhysicalFileProvider(Path.GetDirectoryName(path)!, ExclusionFilters.None);
        try
        {
            file = new ConfigurationBuilder()
                .Add(new JsonConfigurationSource { FileProvider = provider, Path = Path.GetFileName(path) })
                .Build();
            error = null;
            return true;
        }
        catch (InvalidDataException e)
        {
            error = e.InnerException?.InnerException is JsonException { LineNumber: { } line }
                ? $"{Argument.Config}: {path} is not JSON; see line {line + 1}."
                : $"{Argument.Config}: {path} is not a JSON object, or has a key twice.";
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error = $"{Argument.Config}: {path} cannot be read.";
            return false;
        }
    }
}
