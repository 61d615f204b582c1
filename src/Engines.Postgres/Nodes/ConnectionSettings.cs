using System.Globalization;
using CausalGateway.Abstractions;
using Npgsql;

namespace CausalGateway.Engines.Postgres.Nodes;

/// <summary>Turns a server's options into Npgsql's connection strings, with everything pinned that results depend on.</summary>
internal static class ConnectionSettings
{
    private static readonly string[] SetByEndpoint = ["Host", "Port"];

    /// <summary>How values read, and that a proof and the read behind it each take a snapshot of their own.</summary>
    private const string Pins =
        "-c datestyle=ISO -c intervalstyle=iso_8601 -c extra_float_digits=1 -c bytea_output=hex "
        + "-c default_transaction_isolation=read\\ committed -c standard_conforming_strings=on";

    /// <summary>The mistakes in the options' connection strings, without any of their values.</summary>
    public static IReadOnlyList<string> Validate(NodeOptions options)
    {
        var errors = new List<string>();
        Check(options.Connection, "Connection", errors);
        Check(options.Monitor, "Monitor", errors);
        return errors;
    }

    public static string ForStatements(NodeOptions options, string? database, bool readOnly, bool forceSynchronousCommit)
    {
        var settings = Common(options, options.Connection);
        if (database is not null)
        {
            settings.Database = database;
        }

        var timeout = (long)options.StatementTimeout.TotalMilliseconds;
        settings.Options = string.Create(CultureInfo.InvariantCulture, $"{settings.Options} {Pins} -c statement_timeout={timeout}")
            + (readOnly ? " -c default_transaction_read_only=on" : "")
            + (forceSynchronousCommit ? " -c synchronous_commit=local" : "");
        settings.Timezone ??= "UTC";
        settings.MaxPoolSize = options.MaxConnections;
        settings.NoResetOnClose = false;
        return settings.ConnectionString;
    }

    public static string ForMonitor(NodeOptions options)
    {
        var settings = Common(options, options.Connection);
        var own = new NpgsqlConnectionStringBuilder(options.Monitor);
        foreach (var key in own.Keys)
        {
            settings[key] = own[key];
        }

        settings.ApplicationName = "causal-gateway-monitor";
        settings.Options = $"{settings.Options} -c datestyle=ISO -c timezone=UTC";
        settings.Pooling = false;
        // A probe that is late is given up at once; waiting for the server to confirm would be waiting for a dead one.
        settings.CancellationTimeout = -1;
        return settings.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder Common(NodeOptions options, string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection)
        {
            Host = options.Host,
            Port = options.Port,
            Timeout = Math.Max(1, (int)Math.Ceiling(options.ConnectTimeout.TotalSeconds)),
            CommandTimeout = 0,
            Multiplexing = false,
            Enlist = false,
            IncludeErrorDetail = false,
            PersistSecurityInfo = false,
        };
        settings.ApplicationName ??= "causal-gateway";
        return settings;
    }

    private static void Check(string connection, string setting, List<string> errors)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(connection);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // The exception's own message may quote the string, and the string holds a password.
            errors.Add($"{setting} is not a connection string that Npgsql understands.");
            return;
        }

        foreach (var key in SetByEndpoint)
        {
            if (settings.Keys.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                errors.Add($"{setting} must not contain {key}: it comes from the server's Endpoint.");
            }
        }
    }
}
