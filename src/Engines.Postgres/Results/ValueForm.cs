namespace CausalGateway.Engines.Postgres.Results;

/// <summary>How the server's text of a type reads in JSON.</summary>
internal enum ValueForm
{
    /// <summary>As text, as the server writes it.</summary>
    Text,

    /// <summary><c>t</c> or <c>f</c>.</summary>
    Boolean,

    /// <summary>A number that a double keeps, or NaN or an infinity as text.</summary>
    Number,

    /// <summary>A 64-bit integer or a decimal, or NaN or an infinity as text.</summary>
    ExactNumber,

    /// <summary>Hexadecimal digits behind <c>\x</c>.</summary>
    Bytes,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>A date and time of day without an offset.</summary>
    Timestamp,

    /// <summary>A date and time of day with an offset.</summary>
    TimestampWithTimeZone,
}
