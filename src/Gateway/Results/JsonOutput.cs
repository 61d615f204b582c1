using System.Text.Encodings.Web;
using System.Text.Json;

namespace CausalGateway.Gateway.Results;

/// <summary>How the gateway writes JSON: text as it is, since none of it is ever placed inside of HTML.</summary>
internal static class JsonOutput
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Without checks on the order of calls, for what is written value by value.</summary>
    public static readonly JsonWriterOptions Rows = Options with { SkipValidation = true };
}
