using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>One answer read to its end.</summary>
/// <param name="Header">What came first.</param>
/// <param name="Rows">The values as text, null for NULL; none if the answer has no rows.</param>
/// <param name="End">What ended the rows, or the header if there are none.</param>
internal sealed record Answer(ServerReply Header, IReadOnlyList<string?[]> Rows, ServerReply End);
