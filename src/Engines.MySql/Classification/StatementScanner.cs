using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Classification.Lexing;

namespace CausalGateway.Engines.MySql.Classification;

/// <summary>
/// Goes through one statement once, from left to right, and notes what decides its classification. It keeps as much of the
/// grammar as it takes to tell a call from the other things that look like <c>name (</c>; where it cannot tell, it is a call.
/// </summary>
internal ref partial struct StatementScanner(LexemeReader reader, ExplainMode explain, Span<QueryLevel> levels)
{
    /// <summary>The most parameters that the protocol can carry.</summary>
    private const int MaxParameters = ushort.MaxValue;

    private readonly BuiltInFunctions _functions = BuiltInFunctions.Of(reader.Dialect);
    private LexemeReader _reader = reader;
    private LevelStack _levels = new(levels);
    private StatementFindings _found;
    private bool _started;
    private bool _hasCommand;
    private bool _ended;

    /// <summary>Whether the first word that says what a definition defines was seen.</summary>
    private bool _hasObject;

    /// <summary>How many BEGIN, CASE, IF and loops are open in a routine's body.</summary>
    private int _bodyDepth;

    private Lexeme _previous;

    /// <summary>What the previous lexeme was as a keyword; none if it was used as a name.</summary>
    private Keyword _previousKeyword;
    private Keyword _beforePreviousKeyword;

    /// <summary>Whether an operand may end with the previous lexeme, so that no call can follow it directly.</summary>
    private bool _afterOperand;

    /// <summary>The qualified name that is being read: its parts so far, the last but one, what stood before the first.</summary>
    private int _nameParts;
    private Lexeme _qualifier;
    private Keyword _nameLead;

    /// <summary>Whether the lexemes since <c>@@</c> are names and dots only, so that a name belongs to the variable.</summary>
    private bool _inSystemVariable;

    /// <summary>Reads to the end of the text, or to the first defect. May be called once.</summary>
    public StatementFindings Scan()
    {
        while (_found.Defect == StatementDefect.None && _reader.Read())
        {
            if (_reader.Current.Kind == TokenKind.Semicolon && _bodyDepth == 0)
            {
                _ended = true;
            }
            else if (_ended)
            {
                _found.Defect = StatementDefect.MoreThanOne;
            }
            else if (_reader.Current.Kind == TokenKind.DollarQuote && _found.DefinesRoutine)
            {
                // The body of a routine in another language: SQL ends here.
                break;
            }
            else
            {
                Visit(_reader.Current);
            }
        }

        if (_found.Defect == StatementDefect.None && !_started)
        {
            _found.Defect = StatementDefect.Empty;
        }

        _levels.Release();
        return _found;
    }

    private readonly bool IsQueryCommand => explain == ExplainMode.Table
        || _found.Command is Keyword.Select or Keyword.Values or Keyword.Table or Keyword.With or Keyword.Show or Keyword.Help;

    /// <summary>Whether nothing precedes the current lexeme at its level.</summary>
    private readonly bool IsAtLevelStart => _previous.Kind is TokenKind.End or TokenKind.LeftParenthesis;

    private readonly bool IsAfterCtes => _levels.Top.Clause == Clause.CteRest;

    private void Visit(in Lexeme lexeme)
    {
        _started = true;
        var keyword = KeywordInPlace(lexeme).Keyword;
        if (!_hasCommand && lexeme.Kind != TokenKind.LeftParenthesis)
        {
            _hasCommand = true;
            _found.Command = keyword;
        }

        if (_levels.Depth == 0 && lexeme.Kind is not (TokenKind.LeftParenthesis or TokenKind.RightParenthesis))
        {
            _found.Head.Add(keyword);
        }

        _afterOperand = lexeme.IsWord ? VisitWord(lexeme) : VisitOther(lexeme);
        (_beforePreviousKeyword, _previousKeyword) = (_previousKeyword, keyword);
        _previous = lexeme;
    }

    /// <summary>What the lexeme is as a keyword where it stands: a part of a qualified name is none.</summary>
    private readonly KeywordInfo KeywordInPlace(in Lexeme lexeme) =>
        _previous.Kind is TokenKind.Dot || IsVariableName || _reader.Next.Kind == TokenKind.Dot ? default : lexeme.Info;

    /// <summary>Notes anything but a word, and says whether an operand may end with it.</summary>
    private bool VisitOther(in Lexeme lexeme)
    {
        switch (lexeme.Kind)
        {
            case TokenKind.LeftParenthesis:
                Open();
                return false;
            case TokenKind.RightParenthesis:
                _levels.Pop();
                return true;
            case TokenKind.Parameter:
                NoteParameter(lexeme.Token);
                break;
            case TokenKind.UserVariable when !IsAccountHost():
                NoteUserVariable(lexeme.Token);
                break;
            case TokenKind.SystemVariable:
                NoteSystemVariable(lexeme.Token.In(_reader.Sql)[2..]);
                break;
            case TokenKind.Unknown:
                _found.NoPlainRead ??= "has a character that means nothing there";
                break;
            default:
                _found.Defect = DefectOf(lexeme.Kind);
                break;
        }

        if (lexeme.Kind != TokenKind.Dot)
        {
            (_nameParts, _qualifier) = (1, default);
        }

        MoveClauseAt(lexeme.Kind);
        return lexeme.Kind is TokenKind.Parameter or TokenKind.Number or TokenKind.String or TokenKind.Null
            or TokenKind.UserVariable or TokenKind.SystemVariable;
    }

    private static StatementDefect DefectOf(TokenKind kind) => kind switch
    {
        TokenKind.UnterminatedString => StatementDefect.UnterminatedString,
        TokenKind.UnterminatedIdentifier => StatementDefect.UnterminatedIdentifier,
        TokenKind.UnterminatedComment => StatementDefect.UnterminatedComment,
        TokenKind.ExecutableComment => StatementDefect.ExecutableComment,
        TokenKind.MalformedHint => StatementDefect.MalformedHint,
        TokenKind.MalformedNumber => StatementDefect.MalformedNumber,
        TokenKind.DollarQuote => StatementDefect.DollarQuote,
        _ => StatementDefect.None,
    };

    /// <summary>Notes a word, and says whether an operand may end with it.</summary>
    private bool VisitWord(in Lexeme lexeme)
    {
        var info = KeywordInPlace(lexeme);
        TrackName(lexeme);
        if (_reader.Next.Kind == TokenKind.Dot)
        {
            return false;
        }

        if (_reader.Next.Kind == TokenKind.LeftParenthesis)
        {
            VisitBeforeParenthesis(lexeme, info);
        }

        NoteKeyword(info);
        MoveClause(info);
        return info.Keyword is Keyword.None or Keyword.True or Keyword.False or Keyword.Null or Keyword.End;
    }

    private void NoteParameter(Token token)
    {
        var places = _found.Placeholders ??= [];
        if (places.Count == MaxParameters)
        {
            _found.Defect = StatementDefect.TooManyParameters;
            return;
        }

        places.Add(new Placeholder(places.Count, token.Offset, token.Length));
    }
}
