using CausalGateway.LocalCluster.Links;

namespace CausalGateway.LocalCluster.Control;

/// <summary>One verb for a running cluster: a line of JSON on its control socket.</summary>
/// <param name="Verb">The verb, as on the command line.</param>
/// <param name="Server">The server that it is about.</param>
/// <param name="Other">The second server: the source to follow, the other end of a link.</param>
/// <param name="Stop">How to stop.</param>
/// <param name="Cut">How to cut.</param>
internal sealed record ControlRequest(
    string Verb, string? Server = null, string? Other = null, StopMode Stop = StopMode.Fast, CutMode Cut = CutMode.Refuse);
