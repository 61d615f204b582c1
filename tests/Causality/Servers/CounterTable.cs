using System.Globalization;
using CausalGateway.Causality.Histories;
using CausalGateway.LocalCluster;
using CausalGateway.LocalCluster.Gateway;

namespace CausalGateway.Causality.Servers;

/// <summary>A run's own table of rows that count their writes, and the journal that is written together with each of them.</summary>
internal abstract class CounterTable(string database, string name)
{
    public string Database => database;

    public string Name => name;

    /// <summary>
    /// Reads rows by their ids: <c>id</c>, <c>version</c>, <c>writer</c>, and by the server's own word its <c>port</c> and
    /// whether it is a <c>standby</c>.
    /// </summary>
    public abstract (string Sql, object[] Parameters) Read(IReadOnlyList<int> rows);

    /// <summary>Moves a row's version on by one.</summary>
    public abstract (string Sql, object[] Parameters) Write(int writer, int row);

    /// <summary>What a write's answer shows.</summary>
    public abstract IReadOnlyList<RowState> Written(GatewayAnswer answer, int writer, int row);

    /// <summary>Makes the tables, with rows 1 to <paramref name="rows"/>.</summary>
    public abstract Task CreateAsync(DatabaseServer primary, int rows, CancellationToken cancellationToken);

    /// <summary>Every committed write, once none is under way any more.</summary>
    public async Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(DatabaseServer primary, CancellationToken cancellationToken)
    {
        await Wait.UntilAsync(
            $"no write to {Name} is under way on {primary.Name}",
            async token => !await IsBeingWrittenAsync(primary, token),
            cancellationToken: cancellationToken);
        var text = await ReadJournalTextAsync(primary, cancellationToken);
        return string.IsNullOrEmpty(text) ? [] : [.. text.Split(',').Select(Parse)];
    }

    protected abstract Task<bool> IsBeingWrittenAsync(DatabaseServer primary, CancellationToken cancellationToken);

    /// <summary>Writer, row, version and perhaps more, parted by blanks; entries by commas.</summary>
    protected abstract Task<string?> ReadJournalTextAsync(DatabaseServer primary, CancellationToken cancellationToken);

    private static JournalEntry Parse(string text)
    {
        var numbers = Array.ConvertAll(text.Split(' '), number => int.Parse(number, CultureInfo.InvariantCulture));
        return new JournalEntry(numbers[0], numbers[1], numbers[2]);
    }
}
