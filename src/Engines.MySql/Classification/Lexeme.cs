using CausalGateway.Engines.MySql.Classification.Lexing;

namespace CausalGateway.Engines.MySql.Classification;

/// <summary>A token with what its text says.</summary>
/// <param name="Token">The token.</param>
/// <param name="Info">The keyword it would be, if it is an unquoted word.</param>
internal readonly record struct Lexeme(Token Token, KeywordInfo Info)
{
    public TokenKind Kind => Token.Kind;

    public Keyword Keyword => Info.Keyword;

    /// <summary>Whether it is a name or a keyword.</summary>
    public bool IsWord => Kind is TokenKind.Identifier or TokenKind.QuotedIdentifier;
}
