namespace CausalGateway.Gateway.Configuration;

/// <summary>The rule that no two items of a list have the same value in a member.</summary>
internal static class UniqueRule
{
    /// <summary>Reports every item that repeats an earlier one. Items whose value could not be read are left alone.</summary>
    public static void Check<T>(IReadOnlyList<ListItem<T>> items, Member member, Func<T, object?> valueOf, MistakeList mistakes)
    {
        var firsts = new Dictionary<object, string>();
        foreach (var item in items)
        {
            if (valueOf(item.Value) is { } value && !firsts.TryAdd(value, item.Path))
            {
                var path = ConfigurationPath.Combine(item.Path, member.Name);
                mistakes.Add(path, $"is the same as {ConfigurationPath.Combine(firsts[value], member.Name)}");
            }
        }
    }
}
