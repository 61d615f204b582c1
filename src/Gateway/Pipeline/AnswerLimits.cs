namespace CausalGateway.Gateway.Pipeline;

/// <summary>How large requests and answers may be.</summary>
/// <param name="StreamFrom">A read's answer up to this many bytes has its receipt in the headers too; a larger one streams.</param>
/// <param name="MaxHeldBackBytes">The largest answer of a write.</param>
/// <param name="MaxParameters">The most parameters of a statement.</param>
internal sealed record AnswerLimits(long StreamFrom, long MaxHeldBackBytes, int MaxParameters);
