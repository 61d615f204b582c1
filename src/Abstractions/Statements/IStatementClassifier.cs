namespace CausalGateway.Abstractions;

/// <summary>Tells from a statement's text what it may do. Never throws; what it does not know is a write. Thread-safe.</summary>
public interface IStatementClassifier
{
    /// <summary>Classifies one statement.</summary>
    StatementClassification Classify(string sql);
}
