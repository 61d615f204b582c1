using System.Collections.Frozen;
using System.Globalization;

namespace CausalGateway.Gateway.Configuration;

/// <summary>
/// Reads one section strictly: a key that the schema does not have is a mistake, and so is a value where a section belongs. All
/// mistakes are collected, none is thrown. What is returned in place of a mistake keeps the reading going and is not to be used.
/// </summary>
/// <remarks>An empty value means the same as none, so that a later source can take back what an earlier one said.</remarks>
internal sealed class SectionReader
{
    private const string NotOneValue = "is one value, not a section or a list";

    private readonly IConfigurationSection _section;
    private readonly Dictionary<string, IConfigurationSection> _children;

    public SectionReader(IConfigurationSection section, Schema schema, MistakeList mistakes)
    {
        _section = section;
        _children = section.GetChildren().ToDictionary(child => child.Key, StringComparer.OrdinalIgnoreCase);
        Mistakes = mistakes;
        if (!string.IsNullOrEmpty(section.Value))
        {
            mistakes.Add(Path, "is a section with settings in it, not a value");
        }

        foreach (var child in _children.Values)
        {
            CheckKey(child, schema);
        }
    }

    /// <summary>The section's full path.</summary>
    public string Path => _section.Path;

    /// <summary>Where mistakes go.</summary>
    public MistakeList Mistakes { get; }

    /// <summary>The full path of a member.</summary>
    public string PathOf(Member member) => ConfigurationPath.Combine(Path, member.Name);

    /// <summary>The setting's value, or its default.</summary>
    public T Read<T>(TypedSetting<T> setting)
    {
        var child = _children.GetValueOrDefault(setting.Name);
        if (child is not null && child.GetChildren().Any())
        {
            Mistakes.Add(PathOf(setting), NotOneValue);
            return setting.Default;
        }

        if (!string.IsNullOrWhiteSpace(child?.Value))
        {
            return Parse(setting, PathOf(setting), child.Value);
        }

        if (setting.Required)
        {
            Mistakes.Add(PathOf(setting), "is required");
        }

        return setting.Default;
    }

    /// <summary>The setting's values in their order, or its default alone.</summary>
    public IReadOnlyList<T> ReadList<T>(TypedSetting<T> setting)
    {
        var values = new List<T>();
        foreach (var item in ItemsOf(setting))
        {
            if (item.GetChildren().Any())
            {
                Mistakes.Add(item.Path, NotOneValue);
            }
            else if (!string.IsNullOrWhiteSpace(item.Value))
            {
                values.Add(Parse(setting, item.Path, item.Value));
            }
        }

        return values.Count > 0 ? values : [setting.Default];
    }

    /// <summary>The group's only section; one that is left out reads like an empty one.</summary>
    public T Read<T>(TypedGroup<T> group) => ReadSection(group, _section.GetSection(group.Name));

    /// <summary>
    /// The group's sections by their names, which must match the pattern. Like all keys they ignore case, so that a variable in
    /// capitals means the section of the file; they are kept in lower case, so that what is derived from them does not depend on
    /// who spelt them last.
    /// </summary>
    public IReadOnlyDictionary<string, T> ReadNamed<T>(TypedGroup<T> group, NamePattern pattern)
    {
        var values = new Dictionary<string, T>();
        foreach (var section in SectionsOf(group))
        {
            var name = section.Key.ToLowerInvariant();
            if (!pattern.Matches(name))
            {
                Mistakes.Add(section.Path, $"has a name that is not {pattern.Description}");
            }

            values.Add(name, ReadSection(group, section));
        }

        return values.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The group's sections in their order.</summary>
    public IReadOnlyList<ListItem<T>> ReadListed<T>(TypedGroup<T> group) =>
        [.. ItemsOf(group).Select(item => new ListItem<T>(item.Path, ReadSection(group, item)))];

    private T ReadSection<T>(TypedGroup<T> group, IConfigurationSection section) =>
        group.Read(new SectionReader(section, group.Schema, Mistakes));

    private T Parse<T>(TypedSetting<T> setting, string path, string text)
    {
        var parsed = setting.Parse(text);
        if (parsed.Mistake is null)
        {
            return parsed.Value;
        }

        Mistakes.Add(path, parsed.Mistake);
        return setting.Default;
    }

    private IEnumerable<IConfigurationSection> ItemsOf(Member member)
    {
        foreach (var item in SectionsOf(member))
        {
            if (int.TryParse(item.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                yield return item;
            }
            else
            {
                Mistakes.Add(item.Path, "is in a list, whose keys are the numbers 0, 1, 2, ...");
            }
        }
    }

    private IEnumerable<IConfigurationSection> SectionsOf(Member member)
    {
        var parent = _section.GetSection(member.Name);
        if (!string.IsNullOrEmpty(parent.Value))
        {
            Mistakes.Add(PathOf(member), "is a list or a section, not a value");
        }

        return parent.GetChildren();
    }

    private void CheckKey(IConfigurationSection child, Schema schema)
    {
        var names = schema.Members.Select(member => member.Name).ToList();
        if (schema.Planned.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
        {
            Mistakes.Add(child.Path, "is not available yet");
        }
        else if (!names.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
        {
            Mistakes.Add(child.Path, $"is not a setting{NearestName.Suggest(child.Key, names)}");
        }
    }
}
