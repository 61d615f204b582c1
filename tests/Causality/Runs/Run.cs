using System.Text;
using CausalGateway.Causality.Checking;
using CausalGateway.Causality.Faults;
using CausalGateway.Causality.Histories;
using CausalGateway.Causality.Servers;
using CausalGateway.Causality.Workloads;

namespace CausalGateway.Causality.Runs;

/// <summary>A workload with faults, and what came of it.</summary>
internal sealed class Run
{
    private const int ShownViolations = 5;
    private const int ShownFaults = 8;

    /// <summary>Far more than a run takes on a busy machine.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private readonly string _name;

    private Run(string name, History history)
    {
        _name = name;
        History = history;
        Figures = new RunFigures(history);
    }

    public History History { get; }

    public RunFigures Figures { get; }

    /// <summary>Runs a workload while faults strike, puts the servers right, and takes the primary's journal.</summary>
    public static async Task<Run> OfAsync(
        string name, TestServers servers, WorkloadOptions options, IReadOnlyList<FaultTrack> tracks,
        CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ended.CancelAfter(Deadline);
        var table = await servers.CreateTableAsync(options.Clients + options.SharedRows, ended.Token);
        var recorder = new HistoryRecorder();
        var progress = new Progress();
        var workload = new Workload(servers, table, options, recorder, progress);
        try
        {
            await Task.WhenAll(
            [
                workload.RunAsync(ended.Token),
                .. tracks.Select((track, index) => track.RunAsync(options.Seed + index, progress, recorder, ended.Token)),
            ]);
        }
        catch (Exception e)
        {
            var broken = recorder.ToHistory(options.Seed, [], servers.NamesByPort);
            var path = await HistoryFile.WriteAsync(broken, name, CancellationToken.None);
            throw new InvalidOperationException(
                $"The run {name} of seed {options.Seed} did not end. {LastFaults(broken, long.MaxValue)}\nIts history: {path}", e);
        }
        finally
        {
            await servers.HealAsync(cancellationToken);
        }

        return await EndAsync(name, servers, table, options.Seed, recorder, cancellationToken);
    }

    /// <summary>What was recorded, with the primary's journal.</summary>
    public static async Task<Run> EndAsync(
        string name, TestServers servers, CounterTable table, int seed, HistoryRecorder recorder,
        CancellationToken cancellationToken)
    {
        var journal = await table.ReadJournalAsync(servers.Cluster.Primary, cancellationToken);
        var run = new Run(name, recorder.ToHistory(seed, journal, servers.NamesByPort));
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}, seed {seed}: {run.Figures}");
        return run;
    }

    /// <summary>Fails the test, with everything that is needed to look into it, if any promise was broken.</summary>
    public async Task RequireNoViolationAsync()
    {
        var violations = HistoryChecker.Check(History);
        if (violations.Count > 0)
        {
            await FailAsync(Describe(violations));
        }

        await RequireAsync(
            Figures.Unexpected.Count == 0,
            $"{Figures.Unexpected.Count} answers that no fault excuses:\n{string.Join('\n', Figures.Unexpected.Take(ShownViolations))}");
    }

    /// <summary>Fails the test in the same way if something else is not as it should be.</summary>
    public async Task RequireAsync(bool condition, string otherwise)
    {
        if (!condition)
        {
            await FailAsync(otherwise);
        }
    }

    private string Describe(IReadOnlyList<Violation> violations)
    {
        var text = new StringBuilder()
            .AppendLine(FormattableString.Invariant($"{violations.Count} violations:"))
            .AppendJoin(", ", violations.CountBy(violation => violation.Kind).Select(count => $"{count.Key} {count.Value}"))
            .AppendLine();
        foreach (var violation in violations.Take(ShownViolations))
        {
            text.Append("  ").AppendLine(violation.ToString());
        }

        return text.Append(LastFaults(History, violations[0].Operation.Ended)).ToString();
    }

    private async Task FailAsync(string why)
    {
        var path = await HistoryFile.WriteAsync(History, _name, CancellationToken.None);
        Assert.Fail($"{_name}, seed {History.Seed} (CAUSALGATEWAY_SEED={History.Seed}): {why}\n{Figures}\nIts history: {path}");
    }

    private static string LastFaults(History history, long before) =>
        "The last faults before it:\n  " + string.Join(
            "\n  ", history.Faults.Where(fault => fault.Moment < before).TakeLast(ShownFaults));
}
