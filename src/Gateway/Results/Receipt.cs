using System.Text.Json;
using CausalGateway.Abstractions;

namespace CausalGateway.Gateway.Results;

/// <summary>Who served a request, and why.</summary>
internal sealed record Receipt
{
    public required string Server { get; init; }

    public required ServerRole Role { get; init; }

    /// <summary>How far the server was, in the engine's notation.</summary>
    public required string? Position { get; init; }

    /// <summary>How old the server's state was at most, in milliseconds; null if older than the gateway remembers.</summary>
    public required double? StalenessMs { get; init; }

    public required double WaitedMs { get; init; }

    public required string Reason { get; init; }

    public required string Level { get; init; }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("server", Server);
        json.WriteString("role", Role == ServerRole.Replica ? "replica" : "primary");
        json.WriteString("position", Position);
        if (StalenessMs is { } staleness)
        {
            json.WriteNumber("stalenessMs", Math.Round(staleness));
        }
        else
        {
            json.WriteNull("stalenessMs");
        }

        json.WriteNumber("waitedMs", Math.Round(WaitedMs, 1));
        json.WriteString("reason", Reason);
        json.WriteString("level", Level);
        json.WriteEndObject();
    }
}
