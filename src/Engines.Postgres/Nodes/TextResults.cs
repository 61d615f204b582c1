using System.Runtime.CompilerServices;
using Npgsql;

namespace CausalGateway.Engines.Postgres.Nodes;

/// <summary>Asks Npgsql for every column of a batch as the server's text.</summary>
/// <remarks>
/// NpgsqlCommand has this in public, NpgsqlBatch only inside. The version of Npgsql is pinned, and a test reads every type
/// this way, so that an update that moves the property cannot pass unseen (docs/decisions/0003).
/// </remarks>
internal static class TextResults
{
    public static void Request(NpgsqlBatch batch) => SetAllResultTypesAreUnknown(batch, true);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_AllResultTypesAreUnknown")]
    private static extern void SetAllResultTypesAreUnknown(NpgsqlBatch batch, bool value);
}
