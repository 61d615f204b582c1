using System.Diagnostics;
using StackExchange.Redis;

namespace CausalGateway.Gateway.Sessions;

/// <summary>The only place that knows which version of StackExchange.Redis is under it. Thread-safe.</summary>
/// <remarks>
/// <para>The first call begins to connect, in the background and for as long as it takes; Redis may be down when the gateway
/// starts. Lost connections are restored by the library. Meanwhile calls fail, at once or when their deadline has passed.</para>
/// <para>The library has no deadline for asynchronous calls (a frozen server would hang them for ever), and its synchronous ones
/// starve the thread pool: every call is asynchronous, and has its deadline here.</para>
/// <para>Nor does it notice a connection that has gone silent (a host that vanished, a firewall that forgot), which the kernel
/// keeps up for a quarter of an hour: when calls go on timing out and nothing answers in between, they get another one.</para>
/// </remarks>
internal sealed class RedisConnection : IAsyncDisposable
{
    // EVAL with its text, not EVALSHA: the library answers a SCRIPT FLUSH, or a new master, with a failed call.
    private const CommandFlags Flags = CommandFlags.DemandMaster | CommandFlags.NoScriptCache;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(3);

    private readonly ConfigurationOptions _configuration;
    private readonly TimeSpan _callTimeout;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _gate = new();
    private Task<ConnectionMultiplexer>? _connecting;

    // When the first call since the last answer timed out; 0 while calls are answered.
    private long _silentSince;

    /// <param name="configuration">A string that <see cref="IsConfiguration"/> accepts.</param>
    /// <param name="callTimeout">How long a call may take, connecting included.</param>
    public RedisConnection(string configuration, TimeSpan callTimeout)
    {
        _configuration = ConfigurationOptions.Parse(configuration);
        _configuration.AbortOnConnectFail = false;
        _configuration.ClientName ??= "CausalGateway";
        _callTimeout = callTimeout;
    }

    /// <summary>Whether a text can be used as a configuration string.</summary>
    public static bool IsConfiguration(string text)
    {
        try
        {
            return ConfigurationOptions.Parse(text).EndPoints.Count > 0;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>Runs a script on the master that has the keys' slot.</summary>
    /// <exception cref="SessionStoreException">It did not run, or no answer came in time.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<RedisResult> ScriptEvaluateAsync(
        string script, RedisKey[] keys, RedisValue[] values, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        Task<ConnectionMultiplexer>? connecting = null;
        Task<RedisResult>? call = null;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            connecting = Connecting();
            var multiplexer = connecting.IsCompletedSuccessfully
                ? await connecting
                : await connecting.WaitAsync(_callTimeout, cancellationToken);

            call = multiplexer.GetDatabase().ScriptEvaluateAsync(script, keys, values, Flags);
            var left = _callTimeout - Stopwatch.GetElapsedTime(started);
            var result = await call.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken);
            if (Volatile.Read(ref _silentSince) != 0)
            {
                Volatile.Write(ref _silentSince, 0);
            }

            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Forget(call);
            throw;
        }
        catch (TimeoutException exception)
        {
            Forget(call);
            if (call is not null)
            {
                ReplaceIfSilent(connecting!);
            }

            throw new SessionStoreException(SessionStoreFailure.Timeout, exception);
        }
        catch (RedisServerException exception)
        {
            throw new SessionStoreException(SessionStoreFailure.Refused, exception);
        }
        catch (Exception exception)
        {
            throw new SessionStoreException(SessionStoreFailure.Unreachable, exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        Task<ConnectionMultiplexer>? connecting;
        lock (_gate)
        {
            connecting = _connecting;
        }

        if (connecting is { IsCompletedSuccessfully: true })
        {
            await CloseAsync(await connecting);
        }
    }

    private Task<ConnectionMultiplexer> Connecting()
    {
        return Volatile.Read(ref _connecting) ?? Begin();

        Task<ConnectionMultiplexer> Begin()
        {
            lock (_gate)
            {
                // Not on the caller's thread: resolving names and setting up sockets block.
                return _connecting ??= Task.Run(ConnectAsync);
            }
        }
    }

    private void ReplaceIfSilent(Task<ConnectionMultiplexer> connected)
    {
        lock (_gate)
        {
            if (_connecting != connected)
            {
                return;
            }

            if (_silentSince == 0)
            {
                _silentSince = Stopwatch.GetTimestamp();
                return;
            }

            if (Stopwatch.GetElapsedTime(_silentSince) < SilenceLimit)
            {
                return;
            }

            _silentSince = 0;
            _connecting = null;
        }

        _ = Task.Run(async () => await CloseAsync(await connected));
    }

    private async Task<ConnectionMultiplexer> ConnectAsync()
    {
        while (true)
        {
            _closing.Token.ThrowIfCancellationRequested();
            try
            {
                var multiplexer = await ConnectionMultiplexer.ConnectAsync(_configuration);
                if (_closing.IsCancellationRequested)
                {
                    await CloseAsync(multiplexer);
                    continue;
                }

                // 1.2.6 would complete the calls one after the other, each with everything that its request does next.
                multiplexer.PreserveAsyncOrder = false;
                return multiplexer;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A name that does not resolve yet, say. The calls that wait are told by their deadlines.
                await Task.Delay(RetryDelay, _closing.Token);
            }
        }
    }

    private static async Task CloseAsync(ConnectionMultiplexer multiplexer)
    {
        try
        {
            await multiplexer.CloseAsync(allowCommandsToComplete: false);
            multiplexer.Dispose();
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            // It was to be closed because it had failed; nobody uses it any more.
        }
    }

    /// <summary>Looks at the failure of a call that nobody waits for any more, so that it does not count as unobserved.</summary>
    private static void Forget(Task? call) =>
        call?.ContinueWith(
            static abandoned => _ = abandoned.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
}
