namespace CausalGateway.Engines.Conformance.Support;

/// <summary>One server: what can happen to it, and what its administrator can ask.</summary>
public abstract class ServerUnderTest
{
    /// <summary>Its name.</summary>
    public abstract string Name { get; }

    /// <summary>A client of the engine under test. Its user is an application's, its monitor's another.</summary>
    /// <param name="link">The way to it; the direct one if null.</param>
    /// <param name="configure">Changes the options.</param>
    public abstract INodeClient Open(ILink? link = null, Func<NodeOptions, NodeOptions>? configure = null);

    /// <summary>A way to it that can be cut. It lives as long as the cluster.</summary>
    public abstract ILink OpenLink();

    /// <summary>Runs a statement as the administrator.</summary>
    public abstract Task ExecuteAsync(string sql);

    /// <summary>Runs a query as the administrator and returns its first value as text; null for NULL or no row.</summary>
    public abstract Task<string?> ScalarAsync(string sql);

    /// <summary>Ends it as the power supply would.</summary>
    public abstract Task KillAsync();

    /// <summary>Starts it again.</summary>
    public abstract Task StartAsync();

    /// <summary>Halts it: connections stay open and nothing answers.</summary>
    public abstract Task FreezeAsync();

    /// <summary>Lets it go on.</summary>
    public abstract Task ThawAsync();

    /// <inheritdoc/>
    public override string ToString() => Name;
}
