namespace CausalGateway.Engines.MySql.Driver;

/// <summary>A column of a result, as the server described it.</summary>
/// <param name="Name">The column's name or alias.</param>
/// <param name="Type">The type's code.</param>
/// <param name="Flags">NOT_NULL, UNSIGNED, BINARY, ENUM, SET and others.</param>
/// <param name="Collation">The collation's number; 63 is <c>binary</c>.</param>
/// <param name="Length">The largest length in bytes; of TINYINT(1) it is 1.</param>
/// <param name="Decimals">Digits behind the point; 31 where it is not fixed.</param>
/// <param name="ExtendedType">MariaDB's name of a type beyond the codes (<c>json</c>, <c>uuid</c>, <c>inet6</c>), or null.</param>
internal readonly record struct ServerColumn(
    string Name, ColumnType Type, ColumnFlags Flags, int Collation, uint Length, byte Decimals, string? ExtendedType = null);
