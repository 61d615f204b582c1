using System.Globalization;
using System.Net;

namespace CausalGateway.LocalCluster.Processes;

/// <summary>Who listens on a port, found through /proc.</summary>
internal static class ListeningSocket
{
    private const string Listening = "0A";

    /// <summary>
    /// Whether it is this process that listens on a loopback port, and not another one that was faster. The process must be
    /// the caller's user's.
    /// </summary>
    public static bool IsOf(int processId, int port)
    {
        try
        {
            // "sl local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode ...", addresses as the machine stores them.
            var address = BitConverter.ToUInt32(IPAddress.Loopback.GetAddressBytes()).ToString("X8", CultureInfo.InvariantCulture);
            var socket = File.ReadLines("/proc/net/tcp")
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .FirstOrDefault(fields => fields[1] == $"{address}:{port:X4}" && fields[3] == Listening);
            return socket is not null
                && new DirectoryInfo($"/proc/{processId}/fd").EnumerateFileSystemInfos()
                    .Any(file => file.LinkTarget == $"socket:[{socket[9]}]");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended.
            return false;
        }
    }
}
