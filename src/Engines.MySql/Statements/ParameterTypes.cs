using System.Collections.Frozen;
using CausalGateway.Abstractions;

namespace CausalGateway.Engines.MySql.Statements;

/// <summary>The names of types that a client may state: those that columns of answers have, and common synonyms.</summary>
internal static class ParameterTypes
{
    private static readonly FrozenDictionary<string, ParameterForm> Forms = new Dictionary<string, ParameterForm>
    {
        ["tinyint"] = ParameterForm.Integer,
        ["smallint"] = ParameterForm.Integer,
        ["mediumint"] = ParameterForm.Integer,
        ["int"] = ParameterForm.Integer,
        ["integer"] = ParameterForm.Integer,
        ["bigint"] = ParameterForm.Integer,
        ["year"] = ParameterForm.Integer,
        ["tinyint unsigned"] = ParameterForm.UnsignedInteger,
        ["smallint unsigned"] = ParameterForm.UnsignedInteger,
        ["mediumint unsigned"] = ParameterForm.UnsignedInteger,
        ["int unsigned"] = ParameterForm.UnsignedInteger,
        ["integer unsigned"] = ParameterForm.UnsignedInteger,
        ["bigint unsigned"] = ParameterForm.UnsignedInteger,
        ["bit"] = ParameterForm.UnsignedInteger,
        ["bool"] = ParameterForm.Boolean,
        ["boolean"] = ParameterForm.Boolean,
        ["decimal"] = ParameterForm.Decimal,
        ["numeric"] = ParameterForm.Decimal,
        ["float"] = ParameterForm.Float,
        ["double"] = ParameterForm.Double,
        ["double precision"] = ParameterForm.Double,
        ["real"] = ParameterForm.Double,
        ["char"] = ParameterForm.Text,
        ["varchar"] = ParameterForm.Text,
        ["tinytext"] = ParameterForm.Text,
        ["text"] = ParameterForm.Text,
        ["mediumtext"] = ParameterForm.Text,
        ["longtext"] = ParameterForm.Text,
        ["enum"] = ParameterForm.Text,
        ["set"] = ParameterForm.Text,
        ["json"] = ParameterForm.Text,
        ["uuid"] = ParameterForm.Text,
        ["inet4"] = ParameterForm.Text,
        ["inet6"] = ParameterForm.Text,
        ["binary"] = ParameterForm.Bytes,
        ["varbinary"] = ParameterForm.Bytes,
        ["tinyblob"] = ParameterForm.Bytes,
        ["blob"] = ParameterForm.Bytes,
        ["mediumblob"] = ParameterForm.Bytes,
        ["longblob"] = ParameterForm.Bytes,
        ["geometry"] = ParameterForm.Bytes,
        ["point"] = ParameterForm.Bytes,
        ["linestring"] = ParameterForm.Bytes,
        ["polygon"] = ParameterForm.Bytes,
        ["multipoint"] = ParameterForm.Bytes,
        ["multilinestring"] = ParameterForm.Bytes,
        ["multipolygon"] = ParameterForm.Bytes,
        ["geometrycollection"] = ParameterForm.Bytes,
        ["vector"] = ParameterForm.Bytes,
        ["date"] = ParameterForm.Date,
        ["datetime"] = ParameterForm.DateTime,
        ["timestamp"] = ParameterForm.DateTime,
        ["time"] = ParameterForm.Time,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>How a parameter of the type is read; upper and lower case are the same.</summary>
    /// <exception cref="EngineException">There is no such type; the message lists those there are.</exception>
    public static ParameterForm FormOf(string name, int index) => Forms.TryGetValue(name, out var form)
        ? form
        : throw new EngineException(
            EngineErrorKind.InvalidParameter,
            $"The type of parameter {index + 1} is not known. Known are: "
            + $"{string.Join(", ", Forms.Keys.Order(StringComparer.Ordinal))}.");
}
