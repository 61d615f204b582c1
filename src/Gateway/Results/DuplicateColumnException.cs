namespace CausalGateway.Gateway.Results;

/// <summary>Rows were asked for as objects, and two columns have one name.</summary>
internal sealed class DuplicateColumnException(string column)
    : Exception($"Two columns are named \"{column}\": give one an alias, or ask for \"rows\": \"array\".");
