using System.Globalization;

namespace CausalGateway.LocalCluster.Processes;

/// <summary>
/// A process and everything it has forked, found through /proc. Process groups would not do: every PostgreSQL backend makes
/// a session of its own.
/// </summary>
internal static class ProcessTree
{
    /// <summary>Sends a signal. False if there is no such process any more.</summary>
    public static bool Send(int processId, ProcessSignal signal) => NativeMethods.Kill(processId, (int)signal) == 0;

    /// <summary>Whether the process exists and has not ended (one that only waits to be reaped has).</summary>
    public static bool IsAlive(int processId) => Read(processId) is { State: not ('Z' or 'X') };

    /// <summary>The process itself, first, and its living descendants.</summary>
    public static List<int> Find(int root)
    {
        var children = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? Read(id) : null)
            .OfType<Entry>()
            .Where(entry => entry.State is not ('Z' or 'X'))
            .ToLookup(entry => entry.Parent, entry => entry.Id);

        List<int> found = IsAlive(root) ? [root] : [];
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(children[found[i]]);
        }

        return found;
    }

    /// <summary>Stops the whole tree with SIGSTOP and returns its members once none of them runs any more.</summary>
    public static async Task<IReadOnlyList<int>> FreezeAsync(int root, CancellationToken cancellationToken)
    {
        // The root first, so that nothing is forked behind the scan's back.
        Send(root, ProcessSignal.Stop);
        List<int> members = [];
        await Wait.UntilAsync(
            $"all processes below {root} are stopped",
            () =>
            {
                members = Find(root);
                members.ForEach(id => Send(id, ProcessSignal.Stop));
                return members.TrueForAll(id => Read(id) is null or { State: 'T' or 'Z' or 'X' });
            },
            cancellationToken: cancellationToken);
        return members;
    }

    /// <summary>Lets a frozen tree run again.</summary>
    public static void Thaw(int root)
    {
        // The root last: it must not see children that seem to hang.
        var members = Find(root);
        members.Reverse();
        members.ForEach(id => Send(id, ProcessSignal.Continue));
    }

    /// <summary>Ends the whole tree with SIGKILL, frozen or not, and returns once every member is gone.</summary>
    public static async Task KillAsync(int root, CancellationToken cancellationToken)
    {
        var members = await FreezeAsync(root, cancellationToken);
        foreach (var id in members)
        {
            Send(id, ProcessSignal.Kill);
        }

        await Wait.UntilAsync(
            $"the killed processes below {root} are gone",
            () => !members.Any(IsAlive),
            cancellationToken: cancellationToken);
    }

    private static Entry? Read(int processId)
    {
        try
        {
            // "pid (command) state parent ...": the command may hold anything, so count from its last parenthesis.
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ', 3);
            return new Entry(processId, fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record Entry(int Id, char State, int Parent);
}
