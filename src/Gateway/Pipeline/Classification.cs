using CausalGateway.Abstractions;
using CausalGateway.Gateway.Api;

namespace CausalGateway.Gateway.Pipeline;

/// <summary>The classify stage: what the engine says of the statement, and which statements are refused.</summary>
internal static class Classification
{
    /// <exception cref="GatewayException">The statement cannot be run over this API.</exception>
    public static StatementClassification Of(QueryContext query)
    {
        var classification = query.Database.Cluster.Engine.Classifier.Classify(query.Request.Sql);
        switch (classification.Kind)
        {
            case StatementKind.Invalid:
                throw GatewayException.InvalidRequest($"The statement cannot be run: {classification.Reason}.");
            case StatementKind.SessionState:
                throw new GatewayException(
                    ErrorCode.SessionState,
                    $"The statement is not possible on a shared connection: {classification.Reason}.");
        }

        if (classification.ParameterCount != query.Request.Parameters.Count)
        {
            throw GatewayException.InvalidRequest(
                $"The statement takes {classification.ParameterCount} parameters, {query.Request.Parameters.Count} were given.");
        }

        return classification;
    }
}
