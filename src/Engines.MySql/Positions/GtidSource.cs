namespace CausalGateway.Engines.MySql.Positions;

/// <summary>Who numbered a transaction: a server, and since 8.3 a tag, each with numbers of its own.</summary>
/// <param name="Uuid">The server's UUID; its bytes in the order they are printed in.</param>
/// <param name="Tag">The tag in lower case, or empty.</param>
internal readonly record struct GtidSource(UInt128 Uuid, string Tag = "") : IComparable<GtidSource>
{
    /// <summary>The longest tag, in characters.</summary>
    public const int LongestTag = 32;

    /// <summary>The order in which a server prints them: by UUID, then no tag before any tag, then by tag.</summary>
    public int CompareTo(GtidSource other)
    {
        var byUuid = Uuid.CompareTo(other.Uuid);
        return byUuid != 0 ? byUuid : string.CompareOrdinal(Tag, other.Tag);
    }
}
