namespace CausalGateway.Gateway.Results;

/// <summary>A held-back answer grew beyond its limit.</summary>
internal sealed class AnswerTooLargeException() : Exception("The answer is larger than an answer that is held back may be.");
