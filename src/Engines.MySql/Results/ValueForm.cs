namespace CausalGateway.Engines.MySql.Results;

/// <summary>How the server's text of a type reads in JSON.</summary>
internal enum ValueForm
{
    /// <summary>As text, as the server writes it.</summary>
    Text,

    /// <summary>A number that a double keeps.</summary>
    Number,

    /// <summary>A 64-bit integer or a decimal.</summary>
    ExactNumber,

    /// <summary>Up to eight bytes, the highest first, that stand for an integer.</summary>
    Bits,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>JSON that the server itself wrote.</summary>
    Json,

    /// <summary>Text that is JSON if the column's constraint was kept.</summary>
    JsonText,

    /// <summary>A date and time of day of no time zone.</summary>
    DateTime,

    /// <summary>A date and time of day that the server keeps in UTC, and shows in the session's time zone: UTC too.</summary>
    Timestamp,
}
