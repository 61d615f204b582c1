using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Results;

namespace CausalGateway.Engines.MySql.Tests.Results;

public sealed class MySqlTypesTests
{
    private const int Binary = 63;
    private const int Utf8 = 255;

    [Theory]
    [InlineData(nameof(ColumnType.Tiny), 1, 0, Binary, "tinyint", nameof(ValueForm.Number))]
    [InlineData(nameof(ColumnType.Tiny), 3, (int)(ColumnFlags.Unsigned), Binary, "tinyint unsigned", nameof(ValueForm.Number))]
    [InlineData(nameof(ColumnType.Short), 6, 0, Binary, "smallint", nameof(ValueForm.Number))]
    [InlineData(nameof(ColumnType.Int24), 8, (int)(ColumnFlags.Unsigned), Binary, "mediumint unsigned", nameof(ValueForm.Number))]
    [InlineData(nameof(ColumnType.Long), 10, (int)(ColumnFlags.Unsigned | ColumnFlags.ZeroFill), Binary, "int unsigned", nameof(ValueForm.Number))]
    [InlineData(nameof(ColumnType.LongLong), 20, 0, Binary, "bigint", nameof(ValueForm.ExactNumber))]
    [InlineData(nameof(ColumnType.NewDecimal), 12, 0, Binary, "decimal", nameof(ValueForm.ExactNumber))]
    [InlineData(nameof(ColumnType.Float), 12, 0, Binary, "float", nameof(ValueForm.Number))]
    [InlineData(nameof(ColumnType.Double), 22, 0, Binary, "double", nameof(ValueForm.Number))]
    [InlineData(nameof(ColumnType.Bit), 8, (int)(ColumnFlags.Unsigned), Binary, "bit", nameof(ValueForm.Bits))]
    [InlineData(nameof(ColumnType.Year), 4, (int)(ColumnFlags.Unsigned | ColumnFlags.ZeroFill), Binary, "year", nameof(ValueForm.Number))]
    [InlineData(nameof(ColumnType.Date), 10, (int)(ColumnFlags.Binary), Binary, "date", nameof(ValueForm.Text))]
    [InlineData(nameof(ColumnType.Time), 10, (int)(ColumnFlags.Binary), Binary, "time", nameof(ValueForm.Text))]
    [InlineData(nameof(ColumnType.DateTime), 26, (int)(ColumnFlags.Binary), Binary, "datetime", nameof(ValueForm.DateTime))]
    [InlineData(nameof(ColumnType.Timestamp), 19, (int)(ColumnFlags.Timestamp), Binary, "timestamp", nameof(ValueForm.Timestamp))]
    [InlineData(nameof(ColumnType.VarString), 40, 0, Utf8, "varchar", nameof(ValueForm.Text))]
    [InlineData(nameof(ColumnType.VarString), 10, (int)(ColumnFlags.Binary), Binary, "varbinary", nameof(ValueForm.Bytes))]
    [InlineData(nameof(ColumnType.String), 12, 0, Utf8, "char", nameof(ValueForm.Text))]
    [InlineData(nameof(ColumnType.String), 3, (int)(ColumnFlags.Binary), Binary, "binary", nameof(ValueForm.Bytes))]
    [InlineData(nameof(ColumnType.String), 20, (int)(ColumnFlags.Enum), Utf8, "enum", nameof(ValueForm.Text))]
    [InlineData(nameof(ColumnType.String), 20, (int)(ColumnFlags.Set), Utf8, "set", nameof(ValueForm.Text))]
    [InlineData(nameof(ColumnType.Blob), 1020, 0, Utf8, "tinytext", nameof(ValueForm.Text))]
    [InlineData(nameof(ColumnType.Blob), 262140, 0, Utf8, "text", nameof(ValueForm.Text))]
    [InlineData(nameof(ColumnType.Blob), 67108860, 0, Utf8, "mediumtext", nameof(ValueForm.Text))]
    [InlineData(nameof(ColumnType.Blob), uint.MaxValue, 0, Utf8, "longtext", nameof(ValueForm.Text))]
    [InlineData(nameof(ColumnType.Blob), 255, (int)(ColumnFlags.Binary), Binary, "tinyblob", nameof(ValueForm.Bytes))]
    [InlineData(nameof(ColumnType.Blob), 65535, (int)(ColumnFlags.Binary), Binary, "blob", nameof(ValueForm.Bytes))]
    [InlineData(nameof(ColumnType.Blob), 16777215, (int)(ColumnFlags.Binary), Binary, "mediumblob", nameof(ValueForm.Bytes))]
    [InlineData(nameof(ColumnType.Blob), uint.MaxValue, (int)(ColumnFlags.Binary), Binary, "longblob", nameof(ValueForm.Bytes))]
    [InlineData(nameof(ColumnType.Json), uint.MaxValue, (int)(ColumnFlags.Binary), Binary, "json", nameof(ValueForm.Json))]
    [InlineData(nameof(ColumnType.Geometry), uint.MaxValue, (int)(ColumnFlags.Binary), Binary, "geometry", nameof(ValueForm.Bytes))]
    [InlineData(nameof(ColumnType.Vector), 12, (int)(ColumnFlags.Binary), Binary, "vector", nameof(ValueForm.Bytes))]
    [InlineData(nameof(ColumnType.Null), 0, (int)(ColumnFlags.Binary), Binary, "null", nameof(ValueForm.Text))]
    public void Describe_OneColumn_HasItsNameAndForm(
        string type, uint length, int flags, int collation, string name, string form) =>
        Check(new ServerColumn("c", Enum.Parse<ColumnType>(type), (ColumnFlags)flags, collation, length, 0), name, form);

    [Theory]
    [InlineData(nameof(ColumnType.Blob), Utf8, "json", nameof(ValueForm.JsonText))]
    [InlineData(nameof(ColumnType.String), Binary, "uuid", nameof(ValueForm.Text))]
    [InlineData(nameof(ColumnType.String), Binary, "inet6", nameof(ValueForm.Text))]
    [InlineData(nameof(ColumnType.Geometry), Binary, "point", nameof(ValueForm.Bytes))]
    [InlineData(nameof(ColumnType.VarString), Binary, "vector", nameof(ValueForm.Bytes))]
    public void Describe_ColumnOfATypeBeyondTheCodes_HasItsName(string type, int collation, string name, string form) =>
        Check(new ServerColumn("c", Enum.Parse<ColumnType>(type), ColumnFlags.None, collation, 100, 0, name), name, form);

    private static void Check(ServerColumn column, string name, string form)
    {
        var (columns, forms) = MySqlTypes.Describe(new ServerReply { Kind = ReplyKind.Rows, Columns = [column] });
        Assert.Equal([new("c", name)], columns);
        Assert.Equal([Enum.Parse<ValueForm>(form)], forms);
    }
}
