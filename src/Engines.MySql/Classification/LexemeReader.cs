using CausalGateway.Engines.MySql.Classification.Lexing;

namespace CausalGateway.Engines.MySql.Classification;

/// <summary>
/// Reads a statement without its white space and comments, with one lexeme of foresight. A copy is an independent reader at the
/// same place.
/// </summary>
internal ref struct LexemeReader
{
    private readonly ReadOnlySpan<char> _sql;
    private SqlLexer _lexer;

    public LexemeReader(ReadOnlySpan<char> sql, Dialect dialect)
    {
        _sql = sql;
        Dialect = dialect;
        _lexer = new SqlLexer(sql, dialect);
        Next = Fetch();
    }

    /// <summary>The dialect that the text is read as.</summary>
    public Dialect Dialect { get; }

    /// <summary>The lexeme that <see cref="Read"/> read last.</summary>
    public Lexeme Current { get; private set; }

    /// <summary>The one that it will read.</summary>
    public Lexeme Next { get; private set; }

    /// <summary>The whole text.</summary>
    public readonly ReadOnlySpan<char> Sql => _sql;

    /// <summary>Goes on to the next lexeme; false at the end of the text.</summary>
    public bool Read()
    {
        Current = Next;
        if (Current.Kind == TokenKind.End)
        {
            return false;
        }

        Next = Fetch();
        return true;
    }

    private Lexeme Fetch()
    {
        var token = _lexer.NextSignificant();
        return new Lexeme(token, token.Kind == TokenKind.Identifier ? Keywords.Find(Dialect, token.In(_sql)) : default);
    }
}
