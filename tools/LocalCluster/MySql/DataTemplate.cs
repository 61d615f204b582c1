using System.Security.Cryptography;
using System.Text;
using CausalGateway.LocalCluster.Processes;

namespace CausalGateway.LocalCluster.MySql;

/// <summary>
/// A data folder as every server of an engine starts with. To make one takes seconds, so that it is kept for all clusters of
/// this user, below the temporary folder, by the engine's version and what was done to make it. It is made anew each day,
/// because systems clean that folder of old files, one by one.
/// </summary>
internal static class DataTemplate
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    /// <summary>Makes it unless it is there, and returns the folder. Servers copy it and do not touch it.</summary>
    /// <param name="engine">The engine's name.</param>
    /// <param name="recipe">Everything that decides what the folder holds.</param>
    /// <param name="make">Makes it: a folder to work in, and the data folder in it that must be there afterwards.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<string> GetAsync(
        string engine, string recipe, Func<Sandbox, string, CancellationToken, Task> make, CancellationToken cancellationToken)
    {
        var root = Path.Combine(Path.GetTempPath(), $"causalgateway-templates-{Environment.UserName}");
        Directory.CreateDirectory(root);
        var now = TimeProvider.System.GetUtcNow();
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{ServerUser.Resolve().Name}\n{recipe}")))[..16];
        var template = Path.Combine(root, $"{engine}-{key}-{now:yyyyMMdd}");
        if (Directory.Exists(template))
        {
            return template;
        }

        await using var turn = await TakeTurnAsync(Path.Combine(root, $"{engine}.lock"), cancellationToken);
        if (!Directory.Exists(template))
        {
            // In a sandbox: nothing is left behind if this process dies. It becomes visible whole, or not at all.
            await using var sandbox = await Sandbox.CreateAsync(cancellationToken: cancellationToken);
            var data = Path.Combine(sandbox.Folder, "data");
            await make(sandbox, data, cancellationToken);
            Directory.Move(data, template);
            RemoveOld(root, $"{engine}-*", now - Kept);
        }

        return template;
    }

    /// <summary>Removes what nobody copies any more.</summary>
    private static void RemoveOld(string root, string pattern, DateTimeOffset until)
    {
        foreach (var old in Directory.EnumerateDirectories(root, pattern).Where(f => Directory.GetLastWriteTimeUtc(f) < until))
        {
            Directory.Delete(old, recursive: true);
        }
    }

    /// <summary>Waits until no other caller, in this process or another one, makes a template of the same engine.</summary>
    private static async Task<FileStream> TakeTurnAsync(string path, CancellationToken cancellationToken)
    {
        FileStream? file = null;
        await Wait.UntilAsync(
            $"it is this cluster's turn to hold {path}",
            () =>
            {
                file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                return true;
            },
            within: 3 * Wait.DefaultDeadline,
            cancellationToken: cancellationToken);
        return file!;
    }
}
