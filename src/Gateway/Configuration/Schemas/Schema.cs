namespace CausalGateway.Gateway.Configuration;

/// <summary>What may stand in a section, in the order of the documentation.</summary>
/// <param name="Members">The settings and groups.</param>
/// <param name="Planned">Keys that the design knows and this version does not: refused with a message of their own.</param>
internal sealed record Schema(IReadOnlyList<Member> Members, params IReadOnlyList<string> Planned)
{
    /// <summary>
    /// Every setting below, with its path as the documentation writes it: <c>Gateway:Clusters:&lt;cluster&gt;:Engine</c>.
    /// </summary>
    public IEnumerable<(string Path, Setting Setting)> Flatten(string path)
    {
        foreach (var member in Members)
        {
            var memberPath = ConfigurationPath.Combine(path, member.Name);
            switch (member)
            {
                case Setting setting:
                    yield return (setting.IsList ? ConfigurationPath.Combine(memberPath, "<n>") : memberPath, setting);
                    break;
                case Group group:
                    var inner = group.KeyPlaceholder.Length > 0
                        ? ConfigurationPath.Combine(memberPath, group.KeyPlaceholder)
                        : memberPath;
                    foreach (var setting in group.Schema.Flatten(inner))
                    {
                        yield return setting;
                    }

                    break;
            }
        }
    }
}
