namespace CausalGateway.Engines.MySql.Driver;

/// <summary>The types that parameters are sent as.</summary>
internal enum ParameterType
{
    /// <summary>NULL.</summary>
    Null,

    /// <summary>BIGINT.</summary>
    Int64,

    /// <summary>BIGINT UNSIGNED.</summary>
    UInt64,

    /// <summary>DOUBLE.</summary>
    Double,

    /// <summary>DECIMAL, as its digits.</summary>
    Decimal,

    /// <summary>Text, with the connection's character set.</summary>
    Text,

    /// <summary>Bytes, with the binary character set.</summary>
    Bytes,

    /// <summary>DATE, as text, e.g. <c>2026-01-31</c>.</summary>
    Date,

    /// <summary>DATETIME, as text, e.g. <c>2026-01-31 23:59:59.123456</c>.</summary>
    DateTime,

    /// <summary>TIME, as text, e.g. <c>-838:59:59.000000</c>.</summary>
    Time,
}
