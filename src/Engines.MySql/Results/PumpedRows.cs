using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Results;

/// <summary>What became of a result's rows.</summary>
/// <param name="Count">How many rows the sink was given.</param>
/// <param name="End">The answer behind the rows: done, or the error that ended them.</param>
internal readonly record struct PumpedRows(long Count, ServerReply End);
