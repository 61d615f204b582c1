using CausalGateway.Abstractions;
using CausalGateway.Gateway.Api;
using CausalGateway.Gateway.Configuration;
using CausalGateway.Gateway.Execution;
using CausalGateway.Gateway.Pipeline;
using CausalGateway.Gateway.Routing;
using CausalGateway.Gateway.Sessions;
using CausalGateway.Gateway.Topology;

namespace CausalGateway.Gateway.Hosting;

/// <summary>Registers the parts of the gateway, one method a folder.</summary>
internal static class GatewayServices
{
    public static IServiceCollection AddGateway(
        this IServiceCollection services, GatewayOptions options, IReadOnlyDictionary<string, IDatabaseEngine> engines) =>
        services
            .AddSingleton(TimeProvider.System)
            .AddTopology(options, engines)
            .AddSessions(options.Sessions)
            .AddSingleton<PrimaryProof>()
            .AddSingleton<Router>()
            .AddSingleton(provider => new StatementRunner(
                provider.GetRequiredService<Router>(),
                provider.GetRequiredService<SessionStage>(),
                options.Limits.MaxHeldBackBytes))
            .AddPipeline(options.Limits)
            .AddSingleton<ExplainEndpoint>()
            .AddSingleton<TopologyEndpoint>()
            .AddSingleton<HealthEndpoints>();

    private static IServiceCollection AddTopology(
        this IServiceCollection services, GatewayOptions options, IReadOnlyDictionary<string, IDatabaseEngine> engines) =>
        services
            .AddSingleton(provider => new ClusterSet(options.Clusters.ToDictionary(
                cluster => cluster.Key,
                cluster => ClusterFactory.Create(
                    cluster.Key, cluster.Value, engines[cluster.Value.Engine],
                    provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Cluster>>()))))
            .AddHostedService(provider => provider.GetRequiredService<ClusterSet>())
            .AddSingleton(provider => new DatabaseCatalog(options.Databases.Select(database => new LogicalDatabase(
                database.Key,
                provider.GetRequiredService<ClusterSet>().ByName[database.Value.Cluster],
                database.Value.Database))));

    private static IServiceCollection AddSessions(this IServiceCollection services, SessionsOptions options)
    {
        var store = new SessionStoreOptions
        {
            Redis = options.Redis?.Reveal(),
            TimeToLive = options.TimeToLive,
            CallTimeout = options.CallTimeout,
        };
        var ring = options.SigningKeys.Count == 0
            ? SigningKeyRing.CreateEphemeral()
            : new SigningKeyRing([.. options.SigningKeys.Select(key => SigningKey.FromText(key.Id, key.Secret.Reveal()))]);
        return services
            .AddSingleton(provider => SessionStoreFactory.Create(store, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(new BookmarkSigner(ring))
            .AddSingleton<BookmarkReader>()
            .AddSingleton<SessionStage>();
    }

    private static IServiceCollection AddPipeline(this IServiceCollection services, LimitsOptions limits) =>
        services
            .AddSingleton(new AnswerLimits(limits.HeaderAnswerBytes, limits.MaxHeldBackBytes, limits.MaxParameters))
            .AddSingleton<RequestReceiver>()
            .AddSingleton<QueryPipeline>();
}
