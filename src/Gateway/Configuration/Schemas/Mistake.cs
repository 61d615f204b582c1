namespace CausalGateway.Gateway.Configuration;

/// <summary>
/// What is wrong with a value, as the end of a sentence that begins with its key: <c>must be at least 10ms</c>.
/// </summary>
/// <param name="Text">Never contains the value: it may be a secret that was put under the wrong key.</param>
internal sealed record Mistake(string Text);
