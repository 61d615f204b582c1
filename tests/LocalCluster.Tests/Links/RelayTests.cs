using System.Net;
using System.Net.Sockets;

namespace CausalGateway.LocalCluster.Tests.Links;

public sealed class RelayTests : IAsyncDisposable
{
    private static readonly TimeSpan AWhile = TimeSpan.FromMilliseconds(200);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Relay _relay;
    private readonly Task _echo;

    public RelayTests()
    {
        _listener.Start();
        _echo = EchoAsync();
        _relay = Relay.Open(((IPEndPoint)_listener.LocalEndpoint).Port);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _relay.DisposeAsync();
        _listener.Dispose();
        await _echo;
    }

    [Fact]
    public async Task Open_LargeMessage_ArrivesWhole()
    {
        using var client = await ConnectAsync();
        var sent = new byte[3_000_000];
        Random.Shared.NextBytes(sent);
        var received = new byte[sent.Length];

        var sending = client.SendAsync(sent, Token);
        await using var stream = new NetworkStream(client);
        await stream.ReadExactlyAsync(received, Token);
        await sending;

        Assert.Equal(sent, received);
    }

    [Fact]
    public async Task Open_ClientEnds_EndIsPassedOn()
    {
        using var client = await ConnectAsync();
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await client.ReceiveAsync(new byte[1], Token));
        await Wait.UntilAsync("the connection is forgotten", () => _relay.ConnectionCount == 0, cancellationToken: Token);
    }

    [Fact]
    public async Task Cut_Refuse_ResetsOpenAndRefusesNewUntilHealed()
    {
        using var open = await ConnectAsync();
        await AssertEchoesAsync(open);

        _relay.Cut();
        var reset = await Assert.ThrowsAsync<SocketException>(async () => await open.ReceiveAsync(new byte[1], Token));
        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
        var refused = await Assert.ThrowsAsync<SocketException>(ConnectAsync);
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);

        _relay.Heal();
        using var healed = await ConnectAsync();
        await AssertEchoesAsync(healed);
    }

    [Fact]
    public async Task Cut_BlackHole_AcceptsAndNeverAnswersAndHealResets()
    {
        using var open = await ConnectAsync();
        await AssertEchoesAsync(open);

        _relay.Cut(CutMode.BlackHole);
        await Assert.ThrowsAsync<SocketException>(async () => await open.ReceiveAsync(new byte[1], Token));
        using var lost = await ConnectAsync();
        var answer = AssertEchoesAsync(lost);
        await Assert.ThrowsAsync<TimeoutException>(() => answer.WaitAsync(AWhile, Token));

        _relay.Heal();
        await Assert.ThrowsAsync<IOException>(() => answer);
        using var healed = await ConnectAsync();
        await AssertEchoesAsync(healed);
    }

    [Fact]
    public async Task Cut_Stall_CarriesNothingAndHealDeliversIt()
    {
        using var open = await ConnectAsync();
        await AssertEchoesAsync(open);

        _relay.Cut(CutMode.Stall);
        using var during = await ConnectAsync();
        Task[] answers = [AssertEchoesAsync(open), AssertEchoesAsync(during)];
        await Assert.ThrowsAsync<TimeoutException>(() => Task.WhenAny(answers).WaitAsync(AWhile, Token));

        _relay.Heal();
        await Task.WhenAll(answers);
    }

    [Fact]
    public async Task Delay_Set_EachDirectionTakesThatMuchLonger()
    {
        using var client = await ConnectAsync();
        await AssertEchoesAsync(client);
        _relay.Delay = TimeSpan.FromMilliseconds(60);
        var started = TimeProvider.System.GetTimestamp();
        await AssertEchoesAsync(client);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds, 115, 10_000);
    }

    [Fact]
    public async Task Reset_OpenConnection_IsResetAndNewOnesWork()
    {
        using var open = await ConnectAsync();
        await AssertEchoesAsync(open);
        _relay.Reset();
        await Assert.ThrowsAsync<SocketException>(async () => await open.ReceiveAsync(new byte[1], Token));
        using var next = await ConnectAsync();
        await AssertEchoesAsync(next);
    }

    [Fact]
    public async Task TargetGone_Connection_IsReset()
    {
        _listener.Stop();

        // The reset may come while the client still connects.
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            using var client = await ConnectAsync();
            await client.ReceiveAsync(new byte[1], Token);
        });
    }

    private static async Task AssertEchoesAsync(Socket client)
    {
        await client.SendAsync("ping"u8.ToArray(), Token);
        var answer = new byte[4];
        await using var stream = new NetworkStream(client);
        await stream.ReadExactlyAsync(answer, Token);
        Assert.Equal("ping"u8, answer);
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _relay.Port, Token);
        return socket;
    }

    private async Task EchoAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(EchoAsync(await _listener.AcceptSocketAsync(CancellationToken.None)));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(connections);
        }
    }

    private static async Task EchoAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            await stream.CopyToAsync(stream);
        }
        catch (IOException)
        {
            // The relay was cut.
        }
    }
}
