using System.Data.Common;
using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Nodes;

/// <summary>Turns a server's options into targets of connections. The keys are those that MySQL's .NET drivers share.</summary>
internal static class ConnectionSettings
{
    private const int LongestDistance = 3;
    private const string User = "User ID";
    private const string Password = "Password";
    private const string Database = "Database";
    private const string Tls = "SSL Mode";
    private const string Authorities = "SSL CA";
    private const string KeyRetrieval = "AllowPublicKeyRetrieval";
    private const string KeyFile = "ServerRsaPublicKeyFile";

    /// <summary>Every spelling of a key, without spaces, and the key.</summary>
    private static readonly Dictionary<string, string> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UserID"] = User, ["Uid"] = User, ["Username"] = User, ["User"] = User,
        ["Password"] = Password, ["Pwd"] = Password,
        ["Database"] = Database, ["InitialCatalog"] = Database,
        ["SslMode"] = Tls,
        ["SslCa"] = Authorities, ["CACertificateFile"] = Authorities,
        ["AllowPublicKeyRetrieval"] = KeyRetrieval,
        ["ServerRsaPublicKeyFile"] = KeyFile,
    };

    private static readonly HashSet<string> SetByEndpoint = new(StringComparer.OrdinalIgnoreCase)
    {
        "Server", "Host", "DataSource", "Address", "Addr", "NetworkAddress", "Port",
    };

    private static readonly Dictionary<string, TlsMode> TlsModes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["None"] = TlsMode.None, ["Disabled"] = TlsMode.None, ["Preferred"] = TlsMode.Preferred, ["Required"] = TlsMode.Required,
        ["VerifyCA"] = TlsMode.VerifyCa, ["VerifyFull"] = TlsMode.VerifyFull,
    };

    /// <summary>The mistakes in the options' connection strings, without any of their values.</summary>
    public static IReadOnlyList<string> Validate(NodeOptions options)
    {
        var errors = new List<string>();
        var common = Read(options.Connection, "Connection", errors);
        Read(options.Monitor, "Monitor", errors);
        if (common is not null && !common.ContainsKey(User))
        {
            errors.Add($"Connection lacks {User}.");
        }

        return errors;
    }

    /// <summary>Where statements connect to.</summary>
    public static ConnectionTarget ForStatements(NodeOptions options, string? database)
    {
        var settings = Read(options.Connection, "Connection", []) ?? [];
        return Target(options, settings, database ?? settings.GetValueOrDefault(Database), "causal-gateway");
    }

    /// <summary>Where the monitor connects to: no database, and the monitoring user's own settings over those of statements.</summary>
    public static ConnectionTarget ForMonitor(NodeOptions options)
    {
        var settings = Read(options.Connection, "Connection", []) ?? [];
        foreach (var (key, value) in Read(options.Monitor, "Monitor", []) ?? [])
        {
            settings[key] = value;
        }

        return Target(options, settings, database: null, "causal-gateway-monitor");
    }

    private static ConnectionTarget Target(
        NodeOptions options, Dictionary<string, string> settings, string? database, string program) => new()
        {
            Host = options.Host,
            Port = options.Port,
            User = settings.GetValueOrDefault(User, ""),
            Password = settings.GetValueOrDefault(Password, ""),
            Database = string.IsNullOrEmpty(database) ? null : database,
            Tls = settings.TryGetValue(Tls, out var tls) && TlsModes.TryGetValue(WithoutSpaces(tls), out var mode)
                ? mode
                : TlsMode.Preferred,
            CertificateAuthorityFile = settings.GetValueOrDefault(Authorities),
            AllowPublicKeyRetrieval = settings.TryGetValue(KeyRetrieval, out var retrieval) && ReadSwitch(retrieval) == true,
            ServerPublicKeyFile = settings.GetValueOrDefault(KeyFile),
            ProgramName = program,
        };

    /// <summary>The settings by their keys, or null if the string is none.</summary>
    private static Dictionary<string, string>? Read(string connection, string setting, List<string> errors)
    {
        var builder = new DbConnectionStringBuilder();
        try
        {
            builder.ConnectionString = connection;
        }
        catch (ArgumentException)
        {
            // The exception's own message may quote the string, and the string holds a password.
            errors.Add($"{setting} is not a connection string: it must be key=value pairs with semicolons between.");
            return null;
        }

        var settings = new Dictionary<string, string>();
        foreach (string given in builder.Keys)
        {
            var value = builder[given].ToString() ?? "";
            if (SetByEndpoint.Contains(WithoutSpaces(given)))
            {
                errors.Add($"{setting} must not contain {given}: it comes from the server's Endpoint.");
            }
            else if (!Keys.TryGetValue(WithoutSpaces(given), out var key))
            {
                errors.Add($"{setting} contains the unknown key {given}{Suggestion(given)}.");
            }
            else if (MistakeIn(key, value) is { } mistake)
            {
                errors.Add($"{setting}: {mistake}");
            }
            else
            {
                settings[key] = value;
            }
        }

        return settings;
    }

    private static string? MistakeIn(string key, string value) => key switch
    {
        Tls when !TlsModes.ContainsKey(WithoutSpaces(value)) =>
            $"{Tls} must be None, Preferred, Required, VerifyCA or VerifyFull.",
        KeyRetrieval when ReadSwitch(value) is null => $"{KeyRetrieval} must be true or false.",
        Authorities or KeyFile when !File.Exists(value) => $"the file that {key} names cannot be read.",
        _ => null,
    };

    private static bool? ReadSwitch(string value) => value.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "ON" or "1" => true,
        "FALSE" or "NO" or "OFF" or "0" => false,
        _ => null,
    };

    private static string WithoutSpaces(string key) =>
        key.Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    private static string Suggestion(string given)
    {
        var best = LongestDistance + 1;
        var nearest = "";
        foreach (var (spelling, key) in Keys)
        {
            var distance = Distance(WithoutSpaces(given).ToUpperInvariant(), spelling.ToUpperInvariant());
            if (distance < best)
            {
                (best, nearest) = (distance, key);
            }
        }

        return nearest.Length > 0 ? $"; did you mean {nearest}?" : $"; it may contain {string.Join(", ", Keys.Values.Distinct())}";
    }

    /// <summary>How many letters have to be changed, put in or left out (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var row = new int[other.Length + 1];
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.Length; j++)
            {
                var changed = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
