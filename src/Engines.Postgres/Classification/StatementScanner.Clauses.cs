using CausalGateway.Engines.Postgres.Classification.Lexing;

namespace CausalGateway.Engines.Postgres.Classification;

/// <content>
/// Follows the clauses of each level. A mistake must only ever make more calls: the clauses that excuse a name before a
/// parenthesis (<see cref="Clause.FromAlias"/>, <see cref="Clause.CteName"/>) last for one name, in places where no operand can
/// stand.
/// </content>
internal ref partial struct StatementScanner
{
    private void Open()
    {
        ref var level = ref _levels.Top;
        var inner = Clause.Expression;
        if (_previousKeyword == Keyword.Sets && _beforePreviousKeyword == Keyword.Grouping)
        {
            inner = Clause.GroupBy;
        }
        else if (level.Clause == Clause.FromItem)
        {
            (inner, level.Clause) = (Clause.FromItem, Clause.FromAlias);
        }
        else if (level.Clause == Clause.CteRest && _previous.Kind == TokenKind.RightParenthesis)
        {
            level.Clause = Clause.Expression;
        }

        var isDistinctOn = _previousKeyword == Keyword.On && _beforePreviousKeyword == Keyword.Distinct;
        var isOperator = _previousKeyword == Keyword.Operator;
        if (!_levels.TryPush(new QueryLevel { Clause = inner, EndsOperand = !isDistinctOn && !isOperator }))
        {
            _found.NoPlainRead ??= "nested too deeply";
        }
    }

    /// <summary>Moves on at a lexeme that is no word and no parenthesis.</summary>
    private void MoveClauseAt(Token token)
    {
        ref var clause = ref _levels.Top.Clause;
        clause = (clause, token.Kind) switch
        {
            (Clause.FromItem or Clause.FromAlias or Clause.FromRest, TokenKind.Comma) => Clause.FromItem,
            (Clause.CteRest, TokenKind.Comma) => Clause.CteName,
            (Clause.FromAlias, TokenKind.Operator) when token.In(_reader.Sql) is "*" => Clause.FromAlias,
            (Clause.FromItem or Clause.FromAlias, not TokenKind.Dot) => Clause.FromRest,
            _ => clause,
        };
    }

    /// <summary>Moves on at a word that no dot follows.</summary>
    private void MoveClause(KeywordInfo info)
    {
        ref var level = ref _levels.Top;
        switch (info.Keyword)
        {
            case Keyword.Select:
                (level.IsQuery, level.Clause) = (true, Clause.Expression);
                return;
            case Keyword.From when IsFromClause(level):
                level.Clause = Clause.FromItem;
                return;
            case Keyword.With when IsAtLevelStart:
                level.Clause = Clause.CteName;
                return;
            case Keyword.By when _previousKeyword == Keyword.Group && level.IsQuery:
                level.Clause = Clause.GroupBy;
                return;
            case Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Merge when IsAfterCtes:
            case Keyword.Values or Keyword.Table when IsAfterCtes || IsAtLevelStart:
            case Keyword.Where or Keyword.Group or Keyword.Having or Keyword.Window or Keyword.Order or Keyword.Limit:
            case Keyword.Offset or Keyword.Fetch or Keyword.For or Keyword.Union or Keyword.Intersect or Keyword.Except:
            case Keyword.Into or Keyword.Returning:
                level.Clause = Clause.Expression;
                return;
            default:
                level.Clause = Following(level.Clause, info);
                return;
        }
    }

    /// <summary>
    /// Tells the clause from <c>IS DISTINCT FROM</c>, and from <c>extract(x FROM y)</c>, which is in a level of its own.
    /// </summary>
    private readonly bool IsFromClause(in QueryLevel level) =>
        _previousKeyword != Keyword.Distinct
        && (level.IsQuery || level.Clause is Clause.FromItem or Clause.FromAlias or Clause.FromRest);

    private readonly Clause Following(Clause clause, KeywordInfo info) => clause switch
    {
        Clause.FromItem when info.Keyword is Keyword.Lateral or Keyword.Only => Clause.FromItem,
        Clause.FromItem => info.IsReserved ? Clause.FromRest : Clause.FromAlias,
        Clause.FromAlias or Clause.FromRest when info.Keyword == Keyword.Join && IsJoin(clause) => Clause.FromItem,
        Clause.FromAlias => FollowingItem(info),
        Clause.CteName when info.Keyword == Keyword.Recursive && _previousKeyword == Keyword.With => Clause.CteName,
        Clause.CteName => Clause.CteRest,
        _ => clause,
    };

    private readonly Clause FollowingItem(KeywordInfo info) => info.Keyword switch
    {
        Keyword.As or Keyword.With => Clause.FromAlias,
        Keyword.Ordinality when _previousKeyword == Keyword.With => Clause.FromAlias,
        Keyword.Natural or Keyword.Cross or Keyword.Inner or Keyword.Outer => Clause.FromAlias,
        Keyword.Left or Keyword.Right or Keyword.Full => Clause.FromAlias,
        _ => Clause.FromRest,
    };

    /// <summary>Whether JOIN is the keyword here; it could also name a function, where an operand is due.</summary>
    private readonly bool IsJoin(Clause clause) => clause switch
    {
        Clause.FromAlias => true,
        Clause.FromRest => _reader.Next.Kind != TokenKind.LeftParenthesis || _afterOperand || _previousKeyword is Keyword.Natural
            or Keyword.Cross or Keyword.Inner or Keyword.Outer or Keyword.Left or Keyword.Right or Keyword.Full,
        _ => false,
    };
}
