namespace CausalGateway.Engines.MySql.Classification.Lexing;

/// <summary>A piece of SQL text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Where it starts, in UTF-16 code units.</param>
/// <param name="Length">How long it is, in UTF-16 code units; 0 only at the end of the text.</param>
internal readonly record struct Token(TokenKind Kind, int Offset, int Length)
{
    /// <summary>The offset behind it.</summary>
    public int End => Offset + Length;

    /// <summary>Its text.</summary>
    public ReadOnlySpan<char> In(ReadOnlySpan<char> sql) => sql.Slice(Offset, Length);
}
