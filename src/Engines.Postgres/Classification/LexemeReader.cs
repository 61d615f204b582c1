using System.Text;
using CausalGateway.Engines.Postgres.Classification.Lexing;

namespace CausalGateway.Engines.Postgres.Classification;

/// <summary>
/// Reads a statement without its white space and comments, with one lexeme of foresight. A copy is an independent reader at the
/// same place. A name's <c>UESCAPE</c> clause is read as part of the name.
/// </summary>
internal ref struct LexemeReader
{
    private readonly ReadOnlySpan<char> _sql;
    private SqlLexer _lexer;

    public LexemeReader(ReadOnlySpan<char> sql)
    {
        _sql = sql;
        _lexer = new SqlLexer(sql);
        Next = Fetch();
    }

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
        return token.Kind switch
        {
            TokenKind.Identifier => new Lexeme(token, Keywords.Find(token.In(_sql)), default),
            TokenKind.UnicodeIdentifier => new Lexeme(token, default, ReadEscape()),
            _ => new Lexeme(token, default, default),
        };
    }

    private char ReadEscape()
    {
        var ahead = _lexer;
        var word = ahead.NextSignificant();
        if (word.Kind != TokenKind.Identifier || !Ascii.EqualsIgnoreCase(word.In(_sql), "uescape"))
        {
            return '\\';
        }

        var value = ahead.NextSignificant();
        if (value.Kind != TokenKind.String || value.Length != 3)
        {
            return '\\';
        }

        _lexer = ahead;
        return _sql[value.Offset + 1];
    }
}
