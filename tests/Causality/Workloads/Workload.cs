using System.Collections.Concurrent;
using CausalGateway.Causality.Histories;
using CausalGateway.Causality.Servers;

namespace CausalGateway.Causality.Workloads;

/// <summary>
/// Clients that write and read until so many writes have been acknowledged: some each under a session key of its own, two
/// under one key in common, some without a session by the last bookmark they got; now and then one hands its bookmark to another.
/// </summary>
internal sealed class Workload(
    TestServers servers, CounterTable table, WorkloadOptions options, HistoryRecorder recorder, Progress progress)
{
    private const int HandOverPercent = 6;
    private const int SharedRowPercent = 35;

    /// <summary>A client with a session carries a bookmark that it was handed for so many operations.</summary>
    private const int CarriedFor = 3;

    /// <summary>More failures than this in a row mean that something is broken for good.</summary>
    private const int MostFailuresInARow = 400;

    private readonly ConcurrentQueue<HeldBookmark>[] _handedOver =
        [.. Enumerable.Range(0, options.Clients).Select(_ => new ConcurrentQueue<HeldBookmark>())];

    private int _acknowledged;

    /// <summary>Runs all clients to their end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, options.Clients).Select(client => Task.Run(
                async () =>
                {
                    try
                    {
                        await new Client(this, client).RunAsync(failed.Token);
                    }
                    catch
                    {
                        await failed.CancelAsync();
                        throw;
                    }
                },
                failed.Token)));
        }
        finally
        {
            progress.End();
        }
    }

    /// <summary>The last two clients of each four go by bookmarks alone; the first two of the second four share a session.</summary>
    private string? SessionOf(int client) => (client % 8) switch
    {
        2 or 3 or 7 => null,
        4 or 5 => $"{table.Name}-shared-{client / 8}",
        _ => $"{table.Name}-{client}",
    };

    /// <summary>One client. What it chooses follows from the seed; how its operations meet the others' does not.</summary>
    private sealed class Client(Workload workload, int number)
    {
        private readonly Random _random = new((workload.Options.Seed * 7919) + number);
        private readonly CausalClient _client = new(
            workload.Table, workload.Recorder, number, workload.Options.StatementTimeout, workload.Options.WaitTimeout);

        private readonly string? _session = workload.SessionOf(number);
        private List<HeldBookmark> _bookmarks = [];
        private int _carried;
        private int _failuresInARow;

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            var options = workload.Options;
            while (Volatile.Read(ref workload._acknowledged) < options.Writes)
            {
                if ((await WriteAsync(cancellationToken)).Succeeded)
                {
                    Interlocked.Increment(ref workload._acknowledged);
                }

                for (var reads = _random.Next(options.ReadsPerWrite.Least, options.ReadsPerWrite.Below); reads > 0; reads--)
                {
                    await ReadAsync(cancellationToken);
                }
            }
        }

        private Task<Operation> WriteAsync(CancellationToken cancellationToken)
        {
            var row = _random.Next(100) < SharedRowPercent ? SharedRow() : number + 1;
            return SendAsync(
                (gateway, bookmarks) => _client.WriteAsync(gateway, row, _session, bookmarks, cancellationToken));
        }

        private Task<Operation> ReadAsync(CancellationToken cancellationToken)
        {
            var options = workload.Options;
            var otherClient = _random.Next(options.Clients);
            int[] rows = [.. new[] { number + 1, otherClient + 1, SharedRow(), SharedRow() }.Distinct()];
            var dice = _random.Next(100);
            var (level, target) =
                options.Level != Level.Session ? (options.Level, "auto")
                : dice < options.StrongPercent ? (Level.Strong, "auto")
                : dice < options.StrongPercent + options.PrimaryPercent ? (Level.Session, "primary")
                : (Level.Session, "auto");
            return SendAsync((gateway, bookmarks) =>
                _client.ReadAsync(gateway, rows, _session, bookmarks, level, target, cancellationToken));
        }

        private async Task<Operation> SendAsync(Func<GatewayHandle, IReadOnlyList<HeldBookmark>, Task<Sent>> send)
        {
            while (workload._handedOver[number].TryDequeue(out var handed))
            {
                _bookmarks.Add(handed);
                _carried = 0;
            }

            var (operation, bookmark) = await send(workload.Servers.PickGateway(_random), [.. _bookmarks]);
            workload.Progress.Count();
            if (operation.Outcome is OperationOutcome.Succeeded or OperationOutcome.Applied && bookmark is not null)
            {
                Take(bookmark);
            }

            _failuresInARow = operation.Succeeded ? 0 : _failuresInARow + 1;
            return _failuresInARow < MostFailuresInARow
                ? operation
                : throw new InvalidOperationException($"Client {number} failed {_failuresInARow} times in a row: {operation}");
        }

        private void Take(HeldBookmark bookmark)
        {
            _carried++;
            var keeps = _session is null || (_bookmarks.Count > 0 && _carried < CarriedFor);
            _bookmarks = keeps ? [bookmark] : [];
            if (_random.Next(100) < HandOverPercent)
            {
                workload._handedOver[_random.Next(workload.Options.Clients)].Enqueue(bookmark);
            }
        }

        private int SharedRow() => workload.Options.Clients + 1 + _random.Next(workload.Options.SharedRows);
    }

    private TestServers Servers => servers;

    private CounterTable Table => table;

    private WorkloadOptions Options => options;

    private HistoryRecorder Recorder => recorder;

    private Progress Progress => progress;
}
