namespace CausalGateway.Functional.Configuration;

/// <summary>The gateway's program as it was built with these tests.</summary>
internal static class GatewayAssembly
{
    public static string Find()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var root = output;
        while (!File.Exists(Path.Combine(root.FullName, "CausalGateway.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests do not run from a checkout.");
        }

        return Path.Combine(root.FullName, "src/Gateway/bin", output.Parent!.Name, output.Name, "CausalGateway.Gateway.dll");
    }
}
