using System.Collections.Frozen;
using CausalGateway.Gateway.Api;

namespace CausalGateway.Gateway.Pipeline;

/// <summary>The logical databases by name. Names are mapped to configured clusters; nothing of a request is ever dialled.</summary>
internal sealed class DatabaseCatalog(IEnumerable<LogicalDatabase> databases)
{
    private readonly FrozenDictionary<string, LogicalDatabase> _byName =
        databases.ToFrozenDictionary(database => database.Name, StringComparer.OrdinalIgnoreCase);

    public IEnumerable<LogicalDatabase> All => _byName.Values;

    /// <exception cref="GatewayException">There is no such database.</exception>
    public LogicalDatabase Find(string name) => _byName.TryGetValue(name, out var database)
        ? database
        : throw new GatewayException(ErrorCode.UnknownDatabase, "No database of that name is configured here.");
}
