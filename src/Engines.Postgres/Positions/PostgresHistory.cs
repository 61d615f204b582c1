namespace CausalGateway.Engines.Postgres.Positions;

/// <summary>The history a log sequence number belongs to: numbers of different histories say nothing of each other.</summary>
/// <param name="SystemIdentifier">Made by initdb; shared by a primary and all its replicas.</param>
/// <param name="Timeline">A new one begins with every promotion.</param>
internal readonly record struct PostgresHistory(ulong SystemIdentifier, uint Timeline) : IComparable<PostgresHistory>
{
    public int CompareTo(PostgresHistory other)
    {
        var bySystem = SystemIdentifier.CompareTo(other.SystemIdentifier);
        return bySystem != 0 ? bySystem : Timeline.CompareTo(other.Timeline);
    }
}
