using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Driver;
using CausalGateway.Engines.MySql.Results;
using CausalGateway.Engines.MySql.Tests.Support;

namespace CausalGateway.Engines.MySql.Tests.Results;

public sealed class RowPumpTests
{
    private static readonly ServerReply Header = new()
    {
        Kind = ReplyKind.Rows,
        Columns =
        [
            new ServerColumn("id", ColumnType.LongLong, ColumnFlags.NotNull | ColumnFlags.Unsigned, 63, 20, 0),
            new ServerColumn("name", ColumnType.VarString, ColumnFlags.None, 255, 80, 0),
        ],
    };

    private static readonly string?[][] ThreeRows = [["1", "a"], ["2", null], ["18446744073709551615", ""]];

    [Fact]
    public async Task Run_Rows_ReachTheSinkInOrder()
    {
        var sink = new RecordingSink();
        var end = new ServerReply { Kind = ReplyKind.Ok, Warnings = 2 };
        var pumped = await RunAsync(new ScriptedConnection(ThreeRows, end), sink);
        Assert.Equal((3, end), (pumped.Count, pumped.End));
        Assert.Equal([new("id", "bigint unsigned"), new("name", "varchar")], sink.Columns!);
        Assert.Equal(["exact 1", "text a", "exact 2", "null", "exact 18446744073709551615", "text "], sink.Calls);
        Assert.Equal(3, sink.RowCount);
    }

    [Fact]
    public async Task Run_NoRows_StillAnnouncesTheColumns()
    {
        var sink = new RecordingSink();
        var pumped = await RunAsync(new ScriptedConnection([]), sink);
        Assert.Equal((0, 2, 0), (pumped.Count, sink.Columns?.Count, sink.RowCount));
    }

    [Fact]
    public async Task Run_ErrorBehindRows_IsTheEnd()
    {
        var end = new ServerReply { Kind = ReplyKind.Error, Error = new ServerError(1317, "70100", "Query execution was interrupted") };
        var pumped = await RunAsync(new ScriptedConnection(ThreeRows, end), new RecordingSink());
        Assert.Equal((3, end), (pumped.Count, pumped.End));
    }

    [Fact]
    public async Task Run_ConnectionBreaksBehindRows_IsTheDriversFailure()
    {
        var failure = new DriverException(DriverFailure.Lost, "The connection ended.");
        Assert.Same(
            failure,
            await Assert.ThrowsAsync<DriverException>(
                async () => await RunAsync(new ScriptedConnection(ThreeRows, failure: failure), new RecordingSink())));
    }

    [Fact]
    public async Task Run_SinkRefusesAValue_IsToldApartFromTheServersFailures()
    {
        var refusal = new InvalidOperationException("too much");
        var error = await Assert.ThrowsAsync<SinkFailedException>(
            async () => await RunAsync(new ScriptedConnection(ThreeRows), new RecordingSink { OnValue = () => throw refusal }));
        Assert.Same(refusal, error.InnerException);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_SinkRefusesARow_IsToldApartAndNoMoreIsRead(bool later)
    {
        var sink = new RecordingSink
        {
            OnRow = async row =>
            {
                if (later)
                {
                    await Task.Yield();
                }

                if (row == 2)
                {
                    throw new IOException("the client is gone");
                }
            },
        };
        var error = await Assert.ThrowsAsync<SinkFailedException>(
            async () => await RunAsync(new ScriptedConnection(ThreeRows), sink));
        Assert.IsType<IOException>(error.InnerException);
        Assert.Equal(2, sink.RowCount);
    }

    private static ValueTask<PumpedRows> RunAsync(IServerConnection connection, IResultSink sink) =>
        RowPump.RunAsync(connection, Header, sink, TestContext.Current.CancellationToken);
}
