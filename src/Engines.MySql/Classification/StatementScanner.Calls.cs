using CausalGateway.Engines.MySql.Classification.Lexing;

namespace CausalGateway.Engines.MySql.Classification;

/// <content>Tells calls from what only looks like one, and judges the function.</content>
internal ref partial struct StatementScanner
{
    /// <summary>Follows a name that may be qualified, and remembers what stood before its first part.</summary>
    private void TrackName(in Lexeme lexeme)
    {
        NoteVariableWord(lexeme);
        if (_previous.Kind == TokenKind.Dot)
        {
            _nameParts++;
        }
        else
        {
            (_nameParts, _nameLead) = (1, _previousKeyword);
        }

        if (_reader.Next.Kind == TokenKind.Dot)
        {
            _qualifier = lexeme;
        }
    }

    private void VisitBeforeParenthesis(in Lexeme lexeme, KeywordInfo info)
    {
        var isNamed = info.NeverFunction || IsAlias || IsSyntax(info.Keyword) || (!IsQueryCommand && IsNamedOnly);
        if (!isNamed && !_found.DefinesRoutine)
        {
            JudgeCall(lexeme);
        }
    }

    /// <summary>
    /// Whether the name is a type, or gives a name to columns: <c>CAST(x AS name(9))</c>, <c>WITH t (a)</c>, <c>(SELECT 1) t
    /// (a)</c>.
    /// </summary>
    private readonly bool IsAlias => _nameLead == Keyword.As || _levels.Top.Clause is Clause.FromAlias or Clause.CteName;

    /// <summary>Whether a statement other than a query names the thing instead of calling it: <c>INSERT INTO t (a)</c>.</summary>
    private readonly bool IsNamedOnly => _nameLead is Keyword.Into or Keyword.Table or Keyword.Function or Keyword.Procedure
        or Keyword.View or Keyword.Index or Keyword.On or Keyword.Call;

    /// <summary>Whether a keyword that could also name a function is used as a keyword, by what stands before it.</summary>
    private readonly bool IsSyntax(Keyword keyword) => keyword switch
    {
        Keyword.Escape or Keyword.Columns => _afterOperand,
        Keyword.Against => _afterOperand && _previous.Kind == TokenKind.RightParenthesis,
        Keyword.Cube or Keyword.Rollup => _previousKeyword == Keyword.By,
        _ => false,
    };

    private void JudgeCall(in Lexeme lexeme)
    {
        Span<char> name = stackalloc char[Names.MaxLength];
        var isReadable = Names.TryRead(_reader.Sql, lexeme.Token, name, out var length);
        switch (isReadable && _nameParts == 1 ? KindOf(lexeme, name[..length]) : FunctionKind.Unknown)
        {
            case FunctionKind.LeasedRead:
                _found.NeedsLease = true;
                break;
            case FunctionKind.Session:
                _found.SessionFunction ??= name[..length].ToString();
                break;
            case FunctionKind.SessionRead:
                _found.SessionRead ??= name[..length].ToString();
                break;
            case FunctionKind.Unknown when IsQueryCommand:
                _found.NoPlainRead ??= "calls " + (isReadable ? Qualified(name[..length]) : "a function with an overlong name");
                break;
        }
    }

    /// <summary>
    /// What the function does. Many built-in ones are known to the grammar only: in backticks, or away from the parenthesis, the
    /// same name is a stored function's.
    /// </summary>
    private readonly FunctionKind KindOf(in Lexeme lexeme, ReadOnlySpan<char> name)
    {
        var kind = _functions.Find(name);
        var isOwn = kind is FunctionKind.Session or FunctionKind.SessionRead
            || (lexeme.Kind == TokenKind.Identifier
                && (lexeme.Token.End == _reader.Next.Token.Offset || !BuiltInFunctions.NeedsAdjacentParenthesis(name)));
        return isOwn ? kind : FunctionKind.Unknown;
    }

    private readonly string Qualified(ReadOnlySpan<char> name)
    {
        Span<char> qualifier = stackalloc char[Names.MaxLength];
        return _nameParts > 1 && Names.TryRead(_reader.Sql, _qualifier.Token, qualifier, out var length)
            ? string.Concat(qualifier[..length], ".", name)
            : name.ToString();
    }
}
