using CausalGateway.Engines.InMemory;

namespace CausalGateway.Engines.Conformance.InMemory;

/// <summary>A server in this process.</summary>
internal sealed class MemoryServer : ServerUnderTest, IDisposable
{
    private readonly InMemoryEngine _engine;
    private readonly List<InMemoryLink> _links = [];
    private readonly INodeClient _administrator;

    public MemoryServer(InMemoryEngine engine, InMemoryServer server)
    {
        _engine = engine;
        Server = server;
        _administrator = Open();
    }

    public InMemoryServer Server { get; }

    public override string Name => Server.Name;

    public override INodeClient Open(ILink? link = null, Func<NodeOptions, NodeOptions>? configure = null)
    {
        var way = ((MemoryLink?)link ?? MakeLink()).Link;
        var options = new NodeOptions { Name = Name, Host = "memory", Port = way.Port, Connection = "" };
        return _engine.OpenNode(configure?.Invoke(options) ?? options);
    }

    public override ILink OpenLink() => MakeLink();

    public override async Task ExecuteAsync(string sql)
    {
        if (InMemoryDialect.MarkerToCancel(sql) is { } marker)
        {
            Server.CancelRunning(marker);
            return;
        }

        await RunAsync(sql);
    }

    public override async Task<string?> ScalarAsync(string sql) =>
        InMemoryDialect.MarkerToCount(sql) is { } marker
            ? $"{Server.CountRunning(marker)}"
            : (await RunAsync(sql)).Rows is [[var first, ..], ..] ? first[(first.IndexOf(' ', StringComparison.Ordinal) + 1)..] : null;

    public override Task KillAsync() => Done(Server.Kill);

    public override Task StartAsync() => Done(Server.Start);

    public override Task FreezeAsync() => Done(Server.Freeze);

    public override Task ThawAsync() => Done(Server.Thaw);

    public void Dispose() => _links.ForEach(link => link.Dispose());

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private MemoryLink MakeLink()
    {
        var link = _engine.OpenLink(Server);
        _links.Add(link);
        return new MemoryLink(link);
    }

    private async Task<RecordingSink> RunAsync(string sql)
    {
        var sink = new RecordingSink();
        var request = new StatementRequest
        {
            Sql = sql,
            Classification = _engine.Classifier.Classify(sql),
            Database = InMemoryEngine.Administration,
        };
        await _administrator.ExecuteAsync(request, sink, CancellationToken.None);
        return sink;
    }
}
