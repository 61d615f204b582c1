namespace CausalGateway.Engines.InMemory.Sql;

/// <summary>The types there are.</summary>
internal enum SqlType
{
    /// <summary>The type of NULL by itself.</summary>
    Null,

    Boolean,

    Int,

    Bigint,

    Decimal,

    Text,

    /// <summary>Bytes, kept as base64.</summary>
    Bytes,

    Json,
}
