namespace CausalGateway.Engines.MySql.Results;

/// <summary>Carries what a sink threw past the code that tells the server's failures apart.</summary>
internal sealed class SinkFailedException(Exception cause) : Exception(cause.Message, cause);
