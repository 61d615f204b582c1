using CausalGateway.Causality.Histories;

namespace CausalGateway.Causality.Runs;

/// <summary>What a run amounts to in numbers.</summary>
internal sealed class RunFigures
{
    /// <summary>Errors that a fault may cause: no server, no store, not caught up in time.</summary>
    private static readonly string[] Excused = ["503 ", "504 "];

    public RunFigures(History history)
    {
        var reads = history.Operations.Where(operation => operation.Kind == OperationKind.Read).ToArray();
        var writes = history.Operations.Where(operation => operation.Kind == OperationKind.Write).ToArray();
        var shown = reads.Where(read => read.Succeeded).ToArray();
        Reads = shown.Length;
        ReplicaReads = shown.Count(read => read.ServedBy!.Standby);
        Writes = writes.Count(write => write.Succeeded);
        Failures = history.Operations.Count(operation => !operation.Succeeded);
        Availability = history.Operations.Count == 0 ? 0 : 1 - ((double)Failures / history.Operations.Count);
        Reasons = shown.CountBy(read => read.ServedBy!.Reason).ToDictionary();
        Problems = history.Operations.Where(operation => !operation.Succeeded)
            .CountBy(operation => operation.Problem!.Split(':')[0]).ToDictionary();
        Unexpected =
        [
            .. history.Operations.Where(operation => !operation.Succeeded && char.IsAsciiDigit(operation.Problem![0])
                && !Excused.Any(excused => operation.Problem.StartsWith(excused, StringComparison.Ordinal))),
        ];
        Faults = history.Faults.Count(fault => fault.Text.EndsWith(": in force", StringComparison.Ordinal));
    }

    /// <summary>Reads that were answered.</summary>
    public int Reads { get; }

    /// <summary>Of these, by the servers' own word, by replicas.</summary>
    public int ReplicaReads { get; }

    public double ReplicaShare => Reads == 0 ? 0 : (double)ReplicaReads / Reads;

    /// <summary>Writes that were acknowledged.</summary>
    public int Writes { get; }

    /// <summary>Operations that failed.</summary>
    public int Failures { get; }

    /// <summary>The share of operations that succeeded.</summary>
    public double Availability { get; }

    /// <summary>How often each reason stood in a read's receipt.</summary>
    public IReadOnlyDictionary<string, int> Reasons { get; }

    /// <summary>How often each problem came.</summary>
    public IReadOnlyDictionary<string, int> Problems { get; }

    /// <summary>Answers that no fault excuses.</summary>
    public IReadOnlyList<Operation> Unexpected { get; }

    /// <summary>How many faults struck.</summary>
    public int Faults { get; }

    public override string ToString() =>
        FormattableString.Invariant(
            $"{Writes} writes, {Reads} reads, {ReplicaShare:P1} of them by replicas, {Failures} failures ({Availability:P1} available), ")
        + $"{Faults} faults; reasons: {Show(Reasons)}; problems: {Show(Problems)}";

    private static string Show(IReadOnlyDictionary<string, int> counts) =>
        counts.Count == 0 ? "none" : string.Join(", ", counts.OrderByDescending(count => count.Value).Select(count => $"{count.Key} {count.Value}"));
}
