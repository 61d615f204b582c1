using CausalGateway.Engines.Postgres.Classification.Lexing;

namespace CausalGateway.Engines.Postgres.Classification;

/// <content>Tells calls from what only looks like one, and judges the function.</content>
internal ref partial struct StatementScanner
{
    /// <summary>Follows a name that may be qualified, and remembers what stood before its first part.</summary>
    private void TrackName(in Lexeme lexeme)
    {
        if (_previous.Kind == TokenKind.Dot)
        {
            _nameParts++;
        }
        else
        {
            (_nameParts, _nameLead, _nameFollowsCast) = (1, _previousKeyword, _previous.Kind == TokenKind.TypeCast);
        }

        if (_reader.Next.Kind == TokenKind.Dot)
        {
            _qualifier = lexeme;
            _found.NamesTemporarySchema |= IsTemporarySchema(lexeme);
        }
    }

    private void VisitBeforeParenthesis(in Lexeme lexeme, KeywordInfo info)
    {
        if (info.NeverFunction || IsTypeOrAlias || IsSyntax(info.Keyword) || (!IsQueryCommand && IsNamedOnly))
        {
            return;
        }

        if (info.Keyword == Keyword.Operator && TryReadOperator(out var isBuiltIn))
        {
            _found.NoPlainRead ??= isBuiltIn ? null : "uses an operator outside pg_catalog";
        }
        else if (_bodyDepth == 0)
        {
            JudgeCall(lexeme);
        }
    }

    /// <summary>
    /// Whether the name is a type with modifiers, or gives a name to columns: <c>x::numeric(9,2)</c>, <c>AS t(a,b)</c>, <c>FROM t
    /// x(a,b)</c>.
    /// </summary>
    private readonly bool IsTypeOrAlias =>
        _nameFollowsCast || _nameLead == Keyword.As || _levels.Top.Clause is Clause.FromAlias or Clause.CteName;

    /// <summary>
    /// Whether a statement other than a query names the thing instead of calling it: <c>GRANT ... ON FUNCTION f(int)</c>.
    /// </summary>
    private readonly bool IsNamedOnly =>
        _nameLead is Keyword.Into or Keyword.Table or Keyword.Function or Keyword.Procedure or Keyword.Routine;

    /// <summary>Whether a keyword that could also name a function is used as a keyword, by what stands before it.</summary>
    private readonly bool IsSyntax(Keyword keyword) => keyword switch
    {
        Keyword.Over or Keyword.Filter => _afterOperand && _previous.Kind == TokenKind.RightParenthesis,
        Keyword.Escape or Keyword.Columns or Keyword.Passing or Keyword.Repeatable => _afterOperand,
        Keyword.Ilike => _afterOperand || (_previousAfterOperand && _previousKeyword == Keyword.Not),
        Keyword.Join => IsJoin(_levels.Top.Clause),
        Keyword.By => _previousKeyword is Keyword.Group or Keyword.Order or Keyword.Partition,
        Keyword.Sets => _previousKeyword == Keyword.Grouping,
        Keyword.Cube or Keyword.Rollup => _levels.Top.Clause == Clause.GroupBy && IsGroupingElement,
        Keyword.Materialized => _levels.Top.Clause == Clause.CteRest && _previousKeyword is Keyword.As or Keyword.Not,
        Keyword.First or Keyword.Next => _previousKeyword == Keyword.Fetch,
        Keyword.Zone => _previousKeyword == Keyword.Time,
        Keyword.Varying => _previousKeyword is Keyword.Char or Keyword.Character or Keyword.Bit or Keyword.Nchar,
        _ => false,
    };

    private readonly bool IsGroupingElement =>
        _previous.Kind is TokenKind.Comma or TokenKind.LeftParenthesis
        || _previousKeyword is Keyword.By or Keyword.Distinct or Keyword.All;

    /// <summary>
    /// Reads ahead whether an operator and no argument list is in the parenthesis: <c>OPERATOR(pg_catalog.+)</c>.
    /// </summary>
    private readonly bool TryReadOperator(out bool isBuiltIn)
    {
        var ahead = _reader;
        isBuiltIn = true;
        ahead.Read();
        ahead.Read();
        if (ahead.Current.IsWord && ahead.Next.Kind == TokenKind.Dot)
        {
            isBuiltIn = NameIs(ahead.Current, "pg_catalog");
            ahead.Read();
            ahead.Read();
        }

        return ahead.Current.Kind == TokenKind.Operator && ahead.Next.Kind == TokenKind.RightParenthesis;
    }

    private void JudgeCall(in Lexeme lexeme)
    {
        Span<char> name = stackalloc char[Names.MaxLength];
        var isBuiltInSchema = _nameParts == 1 || (_nameParts == 2 && NameIs(_qualifier, "pg_catalog"));
        var isReadable = Names.TryRead(_reader.Sql, lexeme, name, out var length);
        var kind = isBuiltInSchema && isReadable ? BuiltInFunctions.Find(name[..length]) : FunctionKind.Unknown;
        switch (kind)
        {
            case FunctionKind.LeasedRead:
                _found.NeedsLease = true;
                break;
            case FunctionKind.Session:
                _found.SessionFunction ??= name[..length].ToString();
                break;
            case FunctionKind.Unknown when IsQueryCommand:
                _found.NoPlainRead ??= "calls " + (isReadable ? Qualified(name[..length]) : "a function with an overlong name");
                break;
        }
    }

    private readonly string Qualified(ReadOnlySpan<char> name)
    {
        Span<char> qualifier = stackalloc char[Names.MaxLength];
        return _nameParts > 1 && Names.TryRead(_reader.Sql, _qualifier, qualifier, out var length)
            ? string.Concat(qualifier[..length], ".", name)
            : name.ToString();
    }

    /// <summary>Whether a schema is <c>pg_temp</c>, or the one it stands for in some session.</summary>
    private readonly bool IsTemporarySchema(in Lexeme lexeme)
    {
        Span<char> name = stackalloc char[Names.MaxLength];
        return Names.TryRead(_reader.Sql, lexeme, name, out var length)
            && (name[..length] is "pg_temp" || name[..length].StartsWith("pg_temp_"));
    }

    private readonly bool NameIs(in Lexeme lexeme, ReadOnlySpan<char> expected)
    {
        Span<char> name = stackalloc char[Names.MaxLength];
        return Names.TryRead(_reader.Sql, lexeme, name, out var length) && name[..length].SequenceEqual(expected);
    }
}
