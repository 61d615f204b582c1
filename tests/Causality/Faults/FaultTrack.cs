using CausalGateway.Causality.Histories;
using CausalGateway.Causality.Workloads;

namespace CausalGateway.Causality.Faults;

/// <summary>
/// Faults of which never two strike at once, such as those of one server: picked at random, and paced by the workload's
/// operations rather than by time.
/// </summary>
internal sealed record FaultTrack
{
    /// <summary>What may happen; each is as likely as the others.</summary>
    public required IReadOnlyList<IFault> Faults { get; init; }

    /// <summary>How many operations end between two faults: at least, and fewer than.</summary>
    public required (int Least, int Below) Gap { get; init; }

    /// <summary>How many operations end during a fault: at least, and fewer than.</summary>
    public required (int Least, int Below) Length { get; init; }

    /// <summary>Strikes and heals until the workload is over; nothing is left broken.</summary>
    public async Task RunAsync(int seed, Progress progress, HistoryRecorder recorder, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        while (await progress.AfterAsync(random.Next(Gap.Least, Gap.Below), cancellationToken))
        {
            var fault = Faults[random.Next(Faults.Count)];
            var length = random.Next(Length.Least, Length.Below);
            recorder.Fault($"{fault.Name}: begins, for {length} operations");
            await fault.StrikeAsync(cancellationToken);
            recorder.Fault($"{fault.Name}: in force");
            await progress.AfterAsync(length, cancellationToken);
            recorder.Fault($"{fault.Name}: to be healed");
            await fault.HealAsync(cancellationToken);
            recorder.Fault($"{fault.Name}: healed");
        }
    }
}
