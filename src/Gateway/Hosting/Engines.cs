using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql;
using CausalGateway.Engines.Postgres;

namespace CausalGateway.Gateway.Hosting;

/// <summary>The engines that this program has: the one place that names them.</summary>
internal static class Engines
{
    public static IReadOnlyDictionary<string, IDatabaseEngine> All(TimeProvider time)
    {
        IDatabaseEngine[] engines = [new PostgresEngine(time), new MySqlEngine(time), new MariaDbEngine(time)];
        return engines.ToDictionary(engine => engine.Name, StringComparer.OrdinalIgnoreCase);
    }
}
