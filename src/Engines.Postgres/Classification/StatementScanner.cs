using System.Globalization;
using CausalGateway.Abstractions;
using CausalGateway.Engines.Postgres.Classification.Lexing;

namespace CausalGateway.Engines.Postgres.Classification;

/// <summary>
/// Goes through one statement once, from left to right, and notes what decides its classification. It keeps as much of the
/// grammar as it takes to tell a call from the other things that look like <c>name (</c>; where it cannot tell, it is a call.
/// </summary>
internal ref partial struct StatementScanner(LexemeReader reader, Span<QueryLevel> levels)
{
    /// <summary>The most parameters that a Bind message can carry.</summary>
    private const int MaxParameters = ushort.MaxValue;

    private LexemeReader _reader = reader;
    private LevelStack _levels = new(levels);
    private StatementFindings _found;
    private bool _started;
    private bool _hasCommand;
    private bool _ended;

    /// <summary>How many BEGIN ATOMIC and CASE are open in a function's body.</summary>
    private int _bodyDepth;

    private Lexeme _previous;

    /// <summary>What the previous lexeme was as a keyword; none if it was used as a name.</summary>
    private Keyword _previousKeyword;
    private Keyword _beforePreviousKeyword;

    /// <summary>Whether an operand may end with the previous lexeme, so that no call can follow it directly.</summary>
    private bool _afterOperand;
    private bool _previousAfterOperand;

    /// <summary>
    /// The qualified name that is being read: its parts so far, the last but one, and what stood before the first.
    /// </summary>
    private int _nameParts;
    private Lexeme _qualifier;
    private Keyword _nameLead;
    private bool _nameFollowsCast;

    /// <summary>Reads to the end of the text, or to the first defect. May be called once.</summary>
    public StatementFindings Scan()
    {
        while (_found.Defect == StatementDefect.None && _reader.Read())
        {
            if (_reader.Current.Kind == TokenKind.Semicolon && !IsInsideStatement())
            {
                _ended = true;
            }
            else if (_ended)
            {
                _found.Defect = StatementDefect.MoreThanOne;
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

    private readonly bool IsQueryCommand => _found.Command is Keyword.Select or Keyword.Values or Keyword.Table or Keyword.With;

    /// <summary>Whether nothing precedes the current lexeme at its level.</summary>
    private readonly bool IsAtLevelStart => _previous.Kind is TokenKind.End or TokenKind.LeftParenthesis;

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

        var endsOperand = lexeme.IsWord ? VisitWord(lexeme) : VisitOther(lexeme);
        (_previousAfterOperand, _afterOperand) = (_afterOperand, endsOperand);
        (_beforePreviousKeyword, _previousKeyword) = (_previousKeyword, keyword);
        _previous = lexeme;
    }

    /// <summary>What the lexeme is as a keyword where it stands: a part of a qualified name is none.</summary>
    private readonly KeywordInfo KeywordInPlace(in Lexeme lexeme) =>
        _previous.Kind == TokenKind.Dot || _reader.Next.Kind == TokenKind.Dot ? default : lexeme.Info;

    /// <summary>Notes anything but a word, and says whether an operand may end with it.</summary>
    private bool VisitOther(in Lexeme lexeme)
    {
        switch (lexeme.Kind)
        {
            case TokenKind.LeftParenthesis:
                Open();
                return false;
            case TokenKind.RightParenthesis:
                return _levels.Pop().EndsOperand;
            case TokenKind.Parameter:
                NoteParameter(lexeme.Token);
                break;
            case TokenKind.UnterminatedString:
                _found.Defect = StatementDefect.UnterminatedString;
                break;
            case TokenKind.UnterminatedIdentifier:
                _found.Defect = StatementDefect.UnterminatedIdentifier;
                break;
            case TokenKind.UnterminatedComment:
                _found.Defect = StatementDefect.UnterminatedComment;
                break;
        }

        if (lexeme.Kind != TokenKind.Dot)
        {
            (_nameParts, _qualifier) = (1, default);
        }

        MoveClauseAt(lexeme.Token);
        return lexeme.Kind is TokenKind.Parameter or TokenKind.Number or TokenKind.String or TokenKind.EscapeString
            or TokenKind.UnicodeString or TokenKind.BitString or TokenKind.DollarString or TokenKind.RightBracket;
    }

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

        NoteKeyword(info.Keyword);
        MoveClause(info);
        return info.Keyword is Keyword.None or Keyword.True or Keyword.False or Keyword.Null or Keyword.End;
    }

    private void NoteKeyword(Keyword keyword)
    {
        switch (keyword)
        {
            case Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Merge when IsAtLevelStart || IsAfterCtes:
                SetMain(keyword);
                _found.NoPlainRead ??= "writes (" + Keywords.UpperName(keyword) + ")";
                break;
            case Keyword.Select or Keyword.Values or Keyword.Table when IsAfterCtes:
                SetMain(keyword);
                break;
            case Keyword.For when LockOf(_reader.Next.Keyword) is { } strength:
                _found.NoPlainRead ??= strength;
                break;
            case Keyword.Into when _previousKeyword is not (Keyword.Insert or Keyword.Merge):
                _found.HasInto = true;
                _found.IntoTemporary |=
                    _reader.Next.Keyword is Keyword.Temp or Keyword.Temporary or Keyword.Local or Keyword.Global;
                break;
            case Keyword.Returning:
                _found.HasReturning |= _levels.Depth == 0;
                break;
            case Keyword.Tablespace:
                _found.NamesTablespace |= _levels.Depth == 0;
                break;
            case Keyword.Concurrently:
                _found.IsConcurrent = true;
                break;
            case Keyword.Stdin or Keyword.Stdout when _found.Command == Keyword.Copy:
                _found.CopiesOverConnection |= _levels.Depth == 0 && _previousKeyword is Keyword.From or Keyword.To;
                break;
            case Keyword.Atomic or Keyword.Case or Keyword.End:
                TrackBody(keyword);
                break;
        }
    }

    private readonly bool IsAfterCtes => _levels.Top.Clause == Clause.CteRest;

    private void SetMain(Keyword keyword)
    {
        if (_levels.Depth == 0 && _found.Main == Keyword.None)
        {
            _found.Main = keyword;
        }
    }

    /// <summary>The reason if this word behind FOR makes a locking clause; <c>FOR READ ONLY</c> locks nothing.</summary>
    private static string? LockOf(Keyword afterFor) => afterFor switch
    {
        Keyword.Update => "locks rows (FOR UPDATE)",
        Keyword.No => "locks rows (FOR NO KEY UPDATE)",
        Keyword.Share => "locks rows (FOR SHARE)",
        Keyword.Key => "locks rows (FOR KEY SHARE)",
        _ => null,
    };

    /// <summary>
    /// Follows the body of a function in standard SQL (<c>BEGIN ATOMIC ... END</c>), whose semicolons are its own.
    /// </summary>
    private void TrackBody(Keyword keyword)
    {
        if (keyword == Keyword.Atomic)
        {
            var opens = _bodyDepth == 0 && _previousKeyword == Keyword.Begin && IsCreating(Keyword.Function, Keyword.Procedure);
            _bodyDepth += opens ? 1 : 0;
        }
        else if (_bodyDepth > 0 && _previousKeyword != Keyword.As)
        {
            _bodyDepth += keyword == Keyword.Case ? 1 : -1;
        }
    }

    /// <summary>Whether a semicolon here belongs to a function's body or to the actions of a rule.</summary>
    private readonly bool IsInsideStatement() => _bodyDepth > 0 || (_levels.Depth > 0 && IsCreating(Keyword.Rule, Keyword.Rule));

    private readonly bool IsCreating(Keyword one, Keyword other)
    {
        var what = _found.Head[1] == Keyword.Or ? _found.Head[3] : _found.Head[1];
        return _found.Head[0] == Keyword.Create && (what == one || what == other);
    }

    private void NoteParameter(Token token)
    {
        var isNumber = int.TryParse(token.In(_reader.Sql)[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (!isNumber || number is 0 or > MaxParameters)
        {
            _found.Defect = StatementDefect.ParameterOutOfRange;
            return;
        }

        (_found.Placeholders ??= []).Add(new Placeholder(number - 1, token.Offset, token.Length));
        _found.ParameterCount = Math.Max(_found.ParameterCount, number);
    }
}
