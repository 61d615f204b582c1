namespace CausalGateway.Engines.MySql.Driver;

/// <summary>One parameter of a prepared statement, with the type it is sent as.</summary>
internal readonly record struct BoundParameter
{
    /// <summary>How the value is sent.</summary>
    public required ParameterType Type { get; init; }

    /// <summary>A signed integer, or the bits of an unsigned integer or of a double.</summary>
    public long Bits { get; init; }

    /// <summary>Text (UTF-8) or bytes, for every type that is sent with a length.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }
}
