using CausalGateway.Engines.MySql.Classification.Lexing;

namespace CausalGateway.Engines.MySql.Classification;

/// <content>
/// Definitions of routines, triggers and events, whose bodies are stored and not run, and have semicolons of their own. Where it
/// is not clear whether a body has ended it has not: the server takes one statement at a time whatever is sent.
/// </content>
internal ref partial struct StatementScanner
{
    private void NoteDefinition(Keyword keyword)
    {
        if (_found.Command is not (Keyword.Create or Keyword.Alter) || keyword == Keyword.None || _levels.Depth > 0)
        {
            return;
        }

        if (_found.DefinesRoutine)
        {
            TrackBody(keyword);
        }
        else if (!_hasObject)
        {
            var isRoutine = MayNameObject && keyword is Keyword.Procedure or Keyword.Function or Keyword.Trigger or Keyword.Event;
            _found.DefinesRoutine = isRoutine;
            _hasObject = isRoutine || keyword is Keyword.Table or Keyword.View or Keyword.Index or Keyword.Database or Keyword.Schema;
        }
    }

    /// <summary>Whether the word may say what is defined: behind CREATE, or behind the account in DEFINER.</summary>
    private readonly bool MayNameObject =>
        _previousKeyword is Keyword.Create or Keyword.Alter or Keyword.Replace or Keyword.Aggregate
        || _previous.Kind is TokenKind.UserVariable or TokenKind.RightParenthesis
        || (_previous.Kind != TokenKind.Operator
            && _found.Head[_found.Head[1] == Keyword.Or ? 3 : 1] == Keyword.Definer);

    private void TrackBody(Keyword keyword)
    {
        var followsEnd = _previousKeyword == Keyword.End;
        switch (keyword)
        {
            case Keyword.Begin:
            case Keyword.Case when !followsEnd:
            case Keyword.If when !followsEnd && _reader.Next.Keyword is not (Keyword.Not or Keyword.Exists) && MayStartStatement:
            case Keyword.Loop or Keyword.Repeat or Keyword.While or Keyword.For when !followsEnd && MayStartStatement:
                _bodyDepth++;
                break;
            case Keyword.End when _bodyDepth > 0 && _previousKeyword != Keyword.As:
                _bodyDepth--;
                break;
        }
    }

    /// <summary>
    /// Whether a statement of the body may start here; its first may follow anything (<c>CREATE PROCEDURE p() IF ...</c>), but
    /// FOR EACH ROW precedes it.
    /// </summary>
    private readonly bool MayStartStatement =>
        _previous.Kind is TokenKind.Semicolon or TokenKind.Colon or TokenKind.RightParenthesis
        || _previousKeyword is Keyword.Begin or Keyword.Then or Keyword.Else or Keyword.Do or Keyword.Loop or Keyword.Repeat
        || (_bodyDepth == 0 && _reader.Current.Keyword != Keyword.For && _previousKeyword != Keyword.Return);
}
