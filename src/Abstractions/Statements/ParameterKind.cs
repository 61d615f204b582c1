namespace CausalGateway.Abstractions;

/// <summary>What a parameter was in the client's JSON.</summary>
public enum ParameterKind
{
    /// <summary>JSON null.</summary>
    Null,

    /// <summary>A JSON string; the text is its value.</summary>
    Text,

    /// <summary>A JSON number; the text is as the client wrote it.</summary>
    Number,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A JSON array; the text is JSON.</summary>
    JsonArray,

    /// <summary>A JSON object; the text is JSON.</summary>
    JsonObject,
}
