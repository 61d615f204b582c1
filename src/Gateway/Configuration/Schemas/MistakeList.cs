namespace CausalGateway.Gateway.Configuration;

/// <summary>Every mistake of a configuration, each a sentence that begins with the full path of its key.</summary>
internal sealed class MistakeList
{
    private readonly List<string> _sentences = [];

    public IReadOnlyList<string> Sentences => _sentences;

    public void Add(string path, Mistake mistake) => Add(path, mistake.Text);

    public void Add(string path, string mistake) => _sentences.Add($"{path} {mistake}");
}
