using System.Collections.Frozen;
using CausalGateway.Abstractions;
using Npgsql;
using Npgsql.PostgresTypes;

namespace CausalGateway.Engines.Postgres.Results;

/// <summary>Names of types and the form their text has. Object ids are the fixed ones of <c>pg_type.dat</c>.</summary>
internal static class PostgresTypes
{
    private const uint BoxOid = 603;

    /// <summary>Object ids below are assigned when PostgreSQL itself is built (FirstNormalObjectId).</summary>
    private const uint FirstUserOid = 16384;

    private static readonly FrozenDictionary<uint, ValueForm> Forms = new Dictionary<uint, ValueForm>
    {
        [16] = ValueForm.Boolean,
        [17] = ValueForm.Bytes,
        [20] = ValueForm.ExactNumber, // int8
        [21] = ValueForm.Number, // int2
        [23] = ValueForm.Number, // int4
        [26] = ValueForm.Number, // oid
        [114] = ValueForm.Json,
        [700] = ValueForm.Number, // float4
        [701] = ValueForm.Number, // float8
        [1114] = ValueForm.Timestamp,
        [1184] = ValueForm.TimestampWithTimeZone,
        [1700] = ValueForm.ExactNumber, // numeric
        [3802] = ValueForm.Json, // jsonb
    }.ToFrozenDictionary();

    /// <summary>The columns of the reader's current result, and how to read each.</summary>
    public static (ColumnDescription[] Columns, ColumnForm[] Forms) Describe(NpgsqlDataReader reader)
    {
        var columns = new ColumnDescription[reader.FieldCount];
        var forms = new ColumnForm[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var type = reader.GetPostgresType(i);
            if (type is PostgresArrayType array && HasKnownDelimiter(array.Element))
            {
                columns[i] = new ColumnDescription(reader.GetName(i), array.Element.InternalName + "[]");
                forms[i] = new ColumnForm(FormOf(array.Element), true, array.Element.OID == BoxOid ? (byte)';' : (byte)',');
            }
            else
            {
                columns[i] = new ColumnDescription(reader.GetName(i), type.InternalName);
                forms[i] = new ColumnForm(FormOf(type));
            }
        }

        return (columns, forms);
    }

    /// <summary>
    /// An extension's type may say what stands between its array's elements; such arrays stay the server's text. Enums, ranges
    /// and composites have a comma.
    /// </summary>
    private static bool HasKnownDelimiter(PostgresType element) => element switch
    {
        PostgresDomainType domain => HasKnownDelimiter(domain.BaseType),
        PostgresBaseType => element.OID < FirstUserOid,
        _ => true,
    };

    /// <summary>A domain has its base type's form; the server reports the base type of a column, not of an array's elements.</summary>
    private static ValueForm FormOf(PostgresType type) =>
        type is PostgresDomainType domain ? FormOf(domain.BaseType) : Forms.GetValueOrDefault(type.OID);
}
