using System.Text.Json;
using System.Text.Json.Serialization;

namespace CausalGateway.LocalCluster.Control;

internal static class ControlJson
{
    /// <summary>One line, camel case, enums by name, nothing that is null.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };
}
