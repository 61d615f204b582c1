using System.Collections.Immutable;

namespace CausalGateway.Engines.MySql.Positions;

/// <summary>What a set contains of one source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Intervals">At least one; ascending, with a gap between any two.</param>
internal readonly record struct GtidRun(GtidSource Source, ImmutableArray<GtidInterval> Intervals);
