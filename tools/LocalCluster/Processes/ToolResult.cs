namespace CausalGateway.LocalCluster.Processes;

/// <summary>How a tool ended, and what it printed.</summary>
internal sealed record ToolResult(int Status, string Output, string Errors);
