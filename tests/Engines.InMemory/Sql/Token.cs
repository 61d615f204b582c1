namespace CausalGateway.Engines.InMemory.Sql;

/// <summary>A token: its kind, its text (a word in lower case, a string without quotes) and where it starts.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Offset)
{
    public bool Is(string text) => Kind is TokenKind.Word or TokenKind.Symbol && Text == text;
}
