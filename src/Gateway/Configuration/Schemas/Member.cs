namespace CausalGateway.Gateway.Configuration;

/// <summary>
/// Something that may stand under a section: a <see cref="Setting"/>, or a <see cref="Group"/> of more members.
/// </summary>
/// <param name="Name">Its key, in the documented spelling; the configuration ignores case.</param>
internal abstract record Member(string Name);
