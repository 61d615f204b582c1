namespace CausalGateway.Engines.MySql.Tests.Support;

/// <summary>Which servers a test runs on.</summary>
public enum Family
{
    MySql,
    MariaDb,
}
