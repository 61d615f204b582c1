using CausalGateway.Causality.Histories;

namespace CausalGateway.Causality.Runs;

/// <summary>Keeps the history of a failed run where its test's results are.</summary>
internal static class HistoryFile
{
    /// <summary>Writes everything in the order in which it happened, and returns the file's path.</summary>
    public static async Task<string> WriteAsync(History history, string name, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(FindRoot(), "TestResults"));
        var path = Path.Combine(folder.FullName, $"{name}-seed-{history.Seed}.history.txt");
        var events = history.Operations.Select(operation => (Moment: operation.Started, Text: operation.ToString()))
            .Concat(history.Faults.Select(fault => (fault.Moment, Text: fault.ToString())))
            .OrderBy(@event => @event.Moment)
            .Select(@event => @event.Text);
        var journal = history.Journal.Order(Comparer<JournalEntry>.Create(
            (one, other) => (one.Row, one.Version).CompareTo((other.Row, other.Version))));
        IEnumerable<string> lines =
        [
            $"seed {history.Seed}; servers {string.Join(", ", history.Servers.Select(server => $"{server.Value}:{server.Key}"))}",
            .. events,
            "journal: row, version, writer",
            .. journal.Select(entry => $"{entry.Row} v{entry.Version} #{entry.Writer}"),
        ];
        await File.WriteAllLinesAsync(path, lines, cancellationToken);
        return path;
    }

    /// <summary>The checkout's folder, or the tests' own outside of one.</summary>
    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CausalGateway.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
