namespace CausalGateway.Engines.MySql.Statements;

/// <summary>How a parameter of a stated type is read and sent.</summary>
internal enum ParameterForm
{
    /// <summary>A whole number, with a sign.</summary>
    Integer,

    /// <summary>A whole number from 0 up to 18446744073709551615.</summary>
    UnsignedInteger,

    /// <summary>True or false, which the servers keep as 1 and 0.</summary>
    Boolean,

    /// <summary>Digits with a point.</summary>
    Decimal,

    /// <summary>A number of 32 bits in floating point.</summary>
    Float,

    /// <summary>A number of 64 bits in floating point.</summary>
    Double,

    /// <summary>Text, as it is.</summary>
    Text,

    /// <summary>Base64 of bytes.</summary>
    Bytes,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A day and time, as RFC 3339 or as the servers write it.</summary>
    DateTime,

    /// <summary>A time or a span of time.</summary>
    Time,
}
