using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Protocol;

namespace CausalGateway.Engines.MySql.Tests.Protocol.Fake;

/// <summary>What the tests do with the client, and what they ask of it when it is lied to.</summary>
internal static class Client
{
    /// <summary>More than any answer to a lie needs: less than a few MiB are ever sent for one.</summary>
    private const long AllocationLimit = 64L * 1024 * 1024;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static async Task<IServerConnection> ConnectAsync(ConnectionTarget target, CancellationToken? token = null) =>
        await new WireConnector().ConnectAsync(target, token ?? TestContext.Current.CancellationToken);

    extension(IServerConnection connection)
    {
        /// <summary>Runs SQL as text.</summary>
        public Task<List<Answer>> AskAsync(string sql, CancellationToken? token = null) =>
            connection.AskAsync(ServerCommand.Query(sql), token);

        /// <summary>Sends a command and reads all its answers to their ends.</summary>
        public async Task<List<Answer>> AskAsync(ServerCommand command, CancellationToken? token = null)
        {
            await connection.SendAsync(new[] { command }, token ?? TestContext.Current.CancellationToken);
            return await connection.ReadAllAsync(token);
        }

        /// <summary>Prepares and runs a statement.</summary>
        public async Task<List<Answer>> AskPreparedAsync(
            string sql, BoundParameter[] parameters, CancellationToken? token = null)
        {
            var statement = await connection.PrepareAsync(sql, token ?? TestContext.Current.CancellationToken);
            return await connection.AskAsync(ServerCommand.Execute(statement, parameters), token);
        }
    }

    /// <summary>
    /// The client has to find out soon, without allocating what it was told to expect, and to say so by the one exception
    /// that it has for this.
    /// </summary>
    public static async Task<DriverException> RefusesAsync(
        Func<CancellationToken, Task> action, params DriverFailure[] failures)
    {
        var error = await FailsAsync(action);
        var refusal = Assert.IsType<DriverException>(error);
        Assert.True(failures.Contains(refusal.Failure), $"{refusal.Failure}: {refusal}");
        return refusal;
    }

    /// <summary>Connects, runs one statement as text, and expects it to fail as a lie does.</summary>
    public static async Task RefusesQueryAsync(FakeServer server, params DriverFailure[] failures)
    {
        await using var connection = await ConnectAsync(server.Target);
        await RefusesAsync(token => connection.AskAsync("select", token), failures);
        Assert.False(connection.IsUsable);
    }

    /// <summary>Whether it ends well or not, it does so soon and without allocating much. The exception, if there was one.</summary>
    public static async Task<Exception?> EndsAsync(Func<CancellationToken, Task> action)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        var before = GC.GetTotalAllocatedBytes();
        Exception? error = null;
        try
        {
            await action(deadline.Token);
        }
        catch (Exception e)
        {
            error = e;
        }

        var allocated = GC.GetTotalAllocatedBytes() - before;
        Assert.False(deadline.IsCancellationRequested, $"The client did not end within {Deadline}: {error}");
        Assert.True(allocated < AllocationLimit, $"{allocated} bytes were allocated: {error}");
        return error;
    }

    /// <summary>What is done is cancelled once the server has fallen silent, and ends by that soon.</summary>
    public static async Task CancelsAsync(Task silent, Func<CancellationToken, Task> action)
    {
        using var cancellation = new CancellationTokenSource();
        var error = await EndsAsync(async token =>
        {
            var running = action(cancellation.Token);
            await silent.WaitAsync(token);
            await cancellation.CancelAsync();
            await running.WaitAsync(token);
        });
        Assert.IsAssignableFrom<OperationCanceledException>(error);
    }

    private static async Task<Exception> FailsAsync(Func<CancellationToken, Task> action)
    {
        var error = await EndsAsync(action);
        Assert.NotNull(error);
        return error;
    }
}
