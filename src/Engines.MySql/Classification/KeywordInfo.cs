namespace CausalGateway.Engines.MySql.Classification;

/// <summary>What is known about an unquoted word.</summary>
/// <param name="Keyword">Which keyword it is.</param>
/// <param name="IsReserved">Whether it can be no name at all.</param>
/// <param name="NeverFunction">Whether it cannot name a stored function, so that a parenthesis behind it makes no such call.</param>
internal readonly record struct KeywordInfo(Keyword Keyword, bool IsReserved, bool NeverFunction);
