namespace CausalGateway.LocalCluster.Tests.MySql;

public sealed class DataTemplateTests : IDisposable
{
    private readonly string _engine = $"test{Guid.NewGuid():N}";
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"causalgateway-templates-{Environment.UserName}");
    private int _made;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var folder in Directory.EnumerateDirectories(_root, $"{_engine}-*"))
        {
            Directory.Delete(folder, recursive: true);
        }

        File.Delete(Path.Combine(_root, $"{_engine}.lock"));
    }

    [Fact]
    public async Task Get_SeveralAtOnce_IsMadeOnce()
    {
        var templates = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => GetAsync("recipe")));
        Assert.Single(templates.Distinct());
        Assert.Equal(1, _made);
        Assert.Equal("data", await File.ReadAllTextAsync(Path.Combine(templates[0], "file"), Token));
    }

    [Fact]
    public async Task Get_AnotherRecipe_IsAnotherTemplate()
    {
        Assert.NotEqual(await GetAsync("one"), await GetAsync("two"));
        Assert.Equal(2, _made);
    }

    [Fact]
    public async Task Get_MakingFails_NextCallerMakesIt()
    {
        await Assert.ThrowsAsync<LocalClusterException>(() => DataTemplate.GetAsync(
            _engine, "recipe", (_, _, _) => throw new LocalClusterException("no space"), Token));
        Assert.True(File.Exists(Path.Combine(await GetAsync("recipe"), "file")));
    }

    [Fact]
    public async Task Get_OldOnes_AreRemoved()
    {
        var old = await GetAsync("old");
        Directory.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-3));
        var recent = await GetAsync("recent");
        Assert.False(Directory.Exists(old));
        Assert.True(Directory.Exists(recent));
    }

    private Task<string> GetAsync(string recipe) => DataTemplate.GetAsync(
        _engine,
        recipe,
        async (_, data, token) =>
        {
            Interlocked.Increment(ref _made);
            Directory.CreateDirectory(data);
            await File.WriteAllTextAsync(Path.Combine(data, "file"), "data", token);
        },
        Token);
}
