namespace CausalGateway.Engines.MySql.Driver;

/// <summary>A statement that the server has prepared on one connection.</summary>
internal interface IPreparedStatement
{
    /// <summary>How many <c>?</c> it has.</summary>
    int ParameterCount { get; }

    /// <summary>Whether it returns rows, as far as the server can tell before it runs.</summary>
    bool ReturnsRows { get; }
}
