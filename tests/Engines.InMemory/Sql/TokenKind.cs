namespace CausalGateway.Engines.InMemory.Sql;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    End,
    Word,
    Number,
    Text,
    Bytes,
    Parameter,
    Symbol,
    Unterminated,
}
