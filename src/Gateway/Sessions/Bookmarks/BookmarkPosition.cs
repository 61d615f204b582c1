namespace CausalGateway.Gateway.Sessions;

/// <summary>What a bookmark says of one cluster, in the form of <see cref="CausalDependencyCodec"/>, which needs the cluster's
/// engine to be understood.</summary>
internal readonly record struct BookmarkPosition(string Cluster, ReadOnlyMemory<byte> Dependency)
{
    public bool Equals(BookmarkPosition other) =>
        Cluster == other.Cluster && Dependency.Span.SequenceEqual(other.Dependency.Span);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Cluster);
        hash.AddBytes(Dependency.Span);
        return hash.ToHashCode();
    }
}
