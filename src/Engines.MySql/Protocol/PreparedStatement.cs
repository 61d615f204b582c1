using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Protocol;

/// <summary>A statement that the server keeps prepared for one connection.</summary>
internal sealed class PreparedStatement(uint id, int parameterCount, bool returnsRows) : IPreparedStatement
{
    /// <summary>The server's number of it.</summary>
    public uint Id { get; } = id;

    public int ParameterCount { get; } = parameterCount;

    public bool ReturnsRows { get; } = returnsRows;

    /// <summary>The columns of its last result, or null.</summary>
    public ColumnMemory? LastColumns { get; set; }

    /// <summary>Whether the server has it no longer.</summary>
    public bool IsClosed { get; set; }
}
