using CausalGateway.Engines.MySql.Classification.Lexing;

namespace CausalGateway.Engines.MySql.Classification;

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
        if (level.Clause == Clause.FromItem)
        {
            (inner, level.Clause) = (Clause.FromItem, Clause.FromAlias);
        }
        else if (level.Clause == Clause.CteRest && _previous.Kind == TokenKind.RightParenthesis)
        {
            level.Clause = Clause.Expression;
        }

        if (!_levels.TryPush(new QueryLevel { Clause = inner }))
        {
            _found.NoPlainRead ??= "nested too deeply";
        }
    }

    /// <summary>Moves on at a lexeme that is no word and no parenthesis.</summary>
    private void MoveClauseAt(TokenKind kind)
    {
        ref var clause = ref _levels.Top.Clause;
        clause = (clause, kind) switch
        {
            (Clause.FromItem or Clause.FromAlias or Clause.FromRest, TokenKind.Comma) => Clause.FromItem,
            (Clause.CteRest, TokenKind.Comma) => Clause.CteName,
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
            case Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Replace when IsAfterCtes:
            case Keyword.Values or Keyword.Table when IsAfterCtes || IsAtLevelStart:
            case Keyword.Where or Keyword.Group or Keyword.Having or Keyword.Window or Keyword.Order or Keyword.Limit:
            case Keyword.Offset or Keyword.Fetch or Keyword.For or Keyword.Lock:
            case Keyword.Union or Keyword.Intersect or Keyword.Except:
            case Keyword.Into or Keyword.Returning or Keyword.Procedure:
                level.Clause = Clause.Expression;
                return;
            default:
                level.Clause = Following(level.Clause, info);
                return;
        }
    }

    /// <summary>Tells the clause from <c>extract(x FROM y)</c>, which is in a level of its own.</summary>
    private static bool IsFromClause(in QueryLevel level) =>
        level.IsQuery || level.Clause is Clause.FromItem or Clause.FromAlias or Clause.FromRest;

    private readonly Clause Following(Clause clause, KeywordInfo info) => clause switch
    {
        Clause.FromItem when info.Keyword == Keyword.Lateral => Clause.FromItem,
        Clause.FromItem => info.IsReserved ? Clause.FromRest : Clause.FromAlias,
        Clause.FromAlias or Clause.FromRest when info.Keyword == Keyword.Join => Clause.FromItem,
        Clause.FromAlias => FollowingItem(info),
        Clause.CteName when info.Keyword == Keyword.Recursive && _previousKeyword == Keyword.With => Clause.CteName,
        Clause.CteName => Clause.CteRest,
        _ => clause,
    };

    private static Clause FollowingItem(KeywordInfo info) => info.Keyword switch
    {
        Keyword.As or Keyword.Natural or Keyword.Cross or Keyword.Inner or Keyword.Outer => Clause.FromAlias,
        Keyword.Left or Keyword.Right => Clause.FromAlias,
        _ => Clause.FromRest,
    };
}
