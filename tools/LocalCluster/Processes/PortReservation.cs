using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CausalGateway.LocalCluster.Processes;

/// <summary>
/// A loopback port that stays this process's own until disposed, also while its server is down. It lies outside the range
/// that the kernel hands to outgoing connections, and a locked file keeps other processes of this library away.
/// </summary>
internal sealed class PortReservation : IDisposable
{
    private const int Lowest = 10_000;

    private readonly FileStream _lock;

    private PortReservation(int port, FileStream @lock)
    {
        Port = port;
        _lock = @lock;
    }

    public int Port { get; }

    public static PortReservation Take()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"causalgateway-ports-{Environment.UserName}");
        Directory.CreateDirectory(folder);
        var range = File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split();
        var highest = Math.Max(Lowest + 1_000, int.Parse(range[0], CultureInfo.InvariantCulture));
        for (var attempt = 0; attempt < 1_000; attempt++)
        {
            var port = Random.Shared.Next(Lowest, highest);
            if (TryLock(Path.Combine(folder, port.ToString(CultureInfo.InvariantCulture))) is not { } file)
            {
                continue;
            }

            if (IsFree(port))
            {
                return new PortReservation(port, file);
            }

            file.Dispose();
        }

        throw new LocalClusterException($"There is no free port between {Lowest} and {highest}.");
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
