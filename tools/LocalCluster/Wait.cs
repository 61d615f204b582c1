using System.Data.Common;
using System.Net.Sockets;

namespace CausalGateway.LocalCluster;

/// <summary>The one place that polls: every wait of this library, and of the tests over it, names what it waits for.</summary>
public static class Wait
{
    /// <summary>How long a wait lasts unless told otherwise: far more than any verb needs on a busy machine.</summary>
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(15);

    /// <summary>Returns once <paramref name="probe"/> has answered true.</summary>
    /// <param name="what">What is awaited, as a sentence: "pg-2 streams from pg-1". It is the heart of the error.</param>
    /// <param name="probe">
    /// The question. It gets a token that ends with the deadline. A server that does not answer (<see cref="DbException"/>,
    /// <see cref="SocketException"/>, <see cref="IOException"/>) counts as false; any other exception ends the wait.
    /// </param>
    /// <param name="within">The deadline; <see cref="DefaultDeadline"/> if null.</param>
    /// <param name="timeProvider">The clock; the system's if null.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <exception cref="TimeoutException">
    /// It did not happen in time. The inner exception is the last one of the probe.
    /// </exception>
    public static async Task UntilAsync(
        string what,
        Func<CancellationToken, ValueTask<bool>> probe,
        TimeSpan? within = null,
        TimeProvider? timeProvider = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(probe);
        var clock = timeProvider ?? TimeProvider.System;
        var deadline = within ?? DefaultDeadline;
        Exception? last = null;

        using var timer = new CancellationTokenSource(deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            while (true)
            {
                try
                {
                    if (await probe(either.Token))
                    {
                        return;
                    }
                }
                catch (Exception e) when (e is DbException or SocketException or IOException)
                {
                    last = e;
                }

                await Task.Delay(Interval, clock, either.Token);
            }
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Did not happen within {deadline.TotalSeconds:0.#} s: {what}.", last);
        }
    }

    /// <inheritdoc cref="UntilAsync(string, Func{CancellationToken, ValueTask{bool}}, TimeSpan?, TimeProvider?, CancellationToken)"/>
    public static Task UntilAsync(
        string what,
        Func<bool> probe,
        TimeSpan? within = null,
        TimeProvider? timeProvider = null,
        CancellationToken cancellationToken = default) =>
        UntilAsync(what, _ => ValueTask.FromResult(probe()), within, timeProvider, cancellationToken);
}
