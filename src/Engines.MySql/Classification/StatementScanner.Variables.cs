using CausalGateway.Engines.MySql.Classification.Lexing;

namespace CausalGateway.Engines.MySql.Classification;

/// <content>Variables of the session and of the system.</content>
internal ref partial struct StatementScanner
{
    /// <summary>Whether the word is the quoted name right behind <c>@@</c>.</summary>
    private readonly bool IsVariableName => _previous.Kind == TokenKind.SystemVariable && _previous.Token.Length == 2;

    /// <summary>
    /// Whether <c>@...</c> is the host in an account's name, which follows a name or a string where no operand can: a query has
    /// none, and an assignment would be of a variable.
    /// </summary>
    private readonly bool IsAccountHost() =>
        _reader.Next.Kind != TokenKind.ColonEquals
        && !_previous.Info.IsReserved
        && _previous.Kind is TokenKind.Identifier or TokenKind.QuotedIdentifier or TokenKind.String
        && _found.Command is Keyword.Create or Keyword.Alter or Keyword.Drop or Keyword.Grant or Keyword.Revoke or Keyword.Rename
            or Keyword.Show or Keyword.Set or Keyword.Kill;

    private void NoteUserVariable(Token token)
    {
        const int Shown = 64;

        if (!_found.DefinesRoutine)
        {
            _found.UserVariable ??= token.In(_reader.Sql)[..Math.Min(token.Length, Shown)].ToString();
        }
    }

    private void NoteSystemVariable(ReadOnlySpan<char> name)
    {
        _inSystemVariable = true;
        Span<char> folded = stackalloc char[Names.MaxLength];
        if (Names.TryFold(name, folded, out var length))
        {
            JudgeVariable(folded[..length]);
        }
    }

    /// <summary>Notes a word that may be a variable's: behind <c>@@</c>, or anywhere in a SET.</summary>
    private void NoteVariableWord(in Lexeme lexeme)
    {
        _inSystemVariable &= _previous.Kind == TokenKind.Dot || IsVariableName;
        if (!_inSystemVariable && _found.Command != Keyword.Set)
        {
            return;
        }

        Span<char> name = stackalloc char[Names.MaxLength];
        if (Names.TryRead(_reader.Sql, lexeme.Token, name, out var length))
        {
            JudgeVariable(name[..length]);
        }
    }

    private void JudgeVariable(scoped ReadOnlySpan<char> name)
    {
        if (_found.Command == Keyword.Set)
        {
            _found.GuardedVariable ??= SystemVariables.IsGuarded(name) ? name.ToString() : null;
        }
        else if (!_found.DefinesRoutine && SystemVariables.TellsThePast(name))
        {
            _found.SessionRead ??= "@@" + name.ToString();
        }
    }
}
