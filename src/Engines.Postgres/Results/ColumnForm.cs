namespace CausalGateway.Engines.Postgres.Results;

/// <summary>How a column's values are read: one value, or an array of them.</summary>
/// <param name="Element">The form of the value, or of the array's elements.</param>
/// <param name="IsArray">Whether the server's text is an array literal.</param>
/// <param name="Delimiter">What stands between an array's elements; a comma for all types but box.</param>
internal readonly record struct ColumnForm(ValueForm Element, bool IsArray = false, byte Delimiter = (byte)',');
