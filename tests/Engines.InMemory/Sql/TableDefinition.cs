namespace CausalGateway.Engines.InMemory.Sql;

/// <summary>A table. Its first column is its key, a whole number.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Secret">Whether only the administrator may use it.</param>
internal sealed record TableDefinition(string Name, IReadOnlyList<ColumnDefinition> Columns, bool Secret)
{
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == column)
            {
                return i;
            }
        }

        throw SqlError.Make("42703", $"There is no column {column} in {Name}.");
    }
}
