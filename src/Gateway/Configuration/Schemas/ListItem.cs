namespace CausalGateway.Gateway.Configuration;

/// <summary>A section of a list, with where it stands: rules across items name the item that breaks them.</summary>
/// <param name="Path">The full path of its key, e.g. <c>Gateway:Clusters:orders-pg:Servers:1</c>.</param>
/// <param name="Value">What was read from it.</param>
internal readonly record struct ListItem<T>(string Path, T Value);
