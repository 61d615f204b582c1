using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Results;

/// <summary>Names of types, as one writes them in CREATE TABLE, and the form their text has.</summary>
internal static class MySqlTypes
{
    private const int BinaryCollation = 63;

    /// <summary>The lengths of texts are told in bytes of utf8mb4, four for each that the column can hold.</summary>
    private const uint BytesOfText = 4;

    private const uint LongestTiny = byte.MaxValue;
    private const uint LongestBlob = ushort.MaxValue;
    private const uint LongestMedium = (1 << 24) - 1;

    /// <summary>The columns of a result, and how to read each.</summary>
    public static (ColumnDescription[] Columns, ValueForm[] Forms) Describe(ServerReply header)
    {
        var columns = new ColumnDescription[header.Columns.Count];
        var forms = new ValueForm[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var column = header.Columns[i];
            columns[i] = new ColumnDescription(column.Name, NameOf(column));
            forms[i] = FormOf(column);
        }

        return (columns, forms);
    }

    /// <summary>The type's name, e.g. <c>bigint unsigned</c>; without lengths.</summary>
    public static string NameOf(ServerColumn column) => column.Type switch
    {
        _ when column.ExtendedType is { Length: > 0 } extended => extended,
        ColumnType.Tiny => Integer(column, "tinyint", "tinyint unsigned"),
        ColumnType.Short => Integer(column, "smallint", "smallint unsigned"),
        ColumnType.Int24 => Integer(column, "mediumint", "mediumint unsigned"),
        ColumnType.Long => Integer(column, "int", "int unsigned"),
        ColumnType.LongLong => Integer(column, "bigint", "bigint unsigned"),
        ColumnType.Decimal or ColumnType.NewDecimal => "decimal",
        ColumnType.Float => "float",
        ColumnType.Double => "double",
        ColumnType.Bit => "bit",
        ColumnType.Year => "year",
        ColumnType.Date or ColumnType.NewDate => "date",
        ColumnType.Time => "time",
        ColumnType.DateTime => "datetime",
        ColumnType.Timestamp => "timestamp",
        ColumnType.Json => "json",
        ColumnType.Geometry => "geometry",
        ColumnType.Vector => "vector",
        ColumnType.Null => "null",
        ColumnType.Enum => "enum",
        ColumnType.Set => "set",
        // The server sends both as fixed strings, with a flag.
        ColumnType.String or ColumnType.VarString when column.Flags.HasFlag(ColumnFlags.Enum) => "enum",
        ColumnType.String or ColumnType.VarString when column.Flags.HasFlag(ColumnFlags.Set) => "set",
        ColumnType.String => IsBinary(column) ? "binary" : "char",
        ColumnType.VarChar or ColumnType.VarString => IsBinary(column) ? "varbinary" : "varchar",
        ColumnType.TinyBlob or ColumnType.Blob or ColumnType.MediumBlob or ColumnType.LongBlob => Long(column),
        _ => "unknown",
    };

    /// <summary>How the text of the column's values is read.</summary>
    public static ValueForm FormOf(ServerColumn column) => column.Type switch
    {
        ColumnType.Geometry or ColumnType.Vector => ValueForm.Bytes,
        ColumnType.Json => ValueForm.Json,
        _ when column.ExtendedType is { Length: > 0 } extended => FormOf(extended, column),
        ColumnType.Tiny or ColumnType.Short or ColumnType.Int24 or ColumnType.Long or ColumnType.Year or ColumnType.Float
            or ColumnType.Double => ValueForm.Number,
        ColumnType.LongLong or ColumnType.Decimal or ColumnType.NewDecimal => ValueForm.ExactNumber,
        ColumnType.Bit => ValueForm.Bits,
        ColumnType.DateTime => ValueForm.DateTime,
        ColumnType.Timestamp => ValueForm.Timestamp,
        _ => IsString(column.Type) && IsBinary(column) ? ValueForm.Bytes : ValueForm.Text,
    };

    /// <summary>Of MariaDB's types beyond the codes all but JSON and vectors are short words (UUIDs, addresses).</summary>
    private static ValueForm FormOf(string extendedType, ServerColumn column) => extendedType switch
    {
        "json" => ValueForm.JsonText,
        "vector" => ValueForm.Bytes,
        "uuid" or "inet4" or "inet6" => ValueForm.Text,
        _ => IsString(column.Type) && IsBinary(column) ? ValueForm.Bytes : ValueForm.Text,
    };

    private static bool IsString(ColumnType type) => type is ColumnType.String or ColumnType.VarString or ColumnType.VarChar
        or ColumnType.TinyBlob or ColumnType.Blob or ColumnType.MediumBlob or ColumnType.LongBlob;

    private static bool IsBinary(ServerColumn column) => column.Collation == BinaryCollation;

    private static string Integer(ServerColumn column, string signed, string unsigned) =>
        column.Flags.HasFlag(ColumnFlags.Unsigned) ? unsigned : signed;

    /// <summary>All four kinds have one code on the wire; only the length tells them apart.</summary>
    private static string Long(ServerColumn column)
    {
        var isBinary = IsBinary(column);
        return (isBinary ? column.Length : column.Length / BytesOfText) switch
        {
            <= LongestTiny => isBinary ? "tinyblob" : "tinytext",
            <= LongestBlob => isBinary ? "blob" : "text",
            <= LongestMedium => isBinary ? "mediumblob" : "mediumtext",
            _ => isBinary ? "longblob" : "longtext",
        };
    }
}
