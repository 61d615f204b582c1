using System.Security.Cryptography;
using System.Text;
using CausalGateway.LocalCluster.Processes;

namespace CausalGateway.LocalCluster.MySql;

/// <summary>
/// A data folder as every server of an engine starts with. To make one takes seconds, so that it is kept for all clusters of
/// this user, below the temporary folder, by the engine's version and what was done to make it.
/// </summary>
internal static class DataTemplate
{
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
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{ServerUser.Resolve().Name}\n{recipe}")))[..16];
        var template = Path.Combine(root, $"{engine}-{key}");
        if (Directory.Exists(template))
        {
            return template;
        }

        await using var turn = await TakeTurnAsync(template, cancellationToken);
        if (!Directory.Exists(template))
        {
            // In a sandbox: nothing is left behind if this process dies. It becomes visible whole, or not at all.
            await using var sandbox = await Sandbox.CreateAsync(cancellationToken: cancellationToken);
            var data = Path.Combine(sandbox.Folder, "data");
            await make(sandbox, data, cancellationToken);
            Directory.Move(data, template);
        }

        return template;
    }

    /// <summary>Waits until no other caller, in this process or another one, makes the same template.</summary>
    private static async Task<FileStream> TakeTurnAsync(string template, CancellationToken cancellationToken)
    {
        FileStream? file = null;
        await Wait.UntilAsync(
            $"it is this cluster's turn to make {template}",
            () =>
            {
                file = new FileStream($"{template}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                return true;
            },
            cancellationToken: cancellationToken);
        return file!;
    }
}
