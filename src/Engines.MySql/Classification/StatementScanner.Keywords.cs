using CausalGateway.Engines.MySql.Classification.Lexing;

namespace CausalGateway.Engines.MySql.Classification;

/// <content>What single keywords say about the statement.</content>
internal ref partial struct StatementScanner
{
    private void NoteKeyword(KeywordInfo info)
    {
        var keyword = info.Keyword;
        if (explain == ExplainMode.Table && info.IsReserved)
        {
            _found.NoPlainRead ??= "explains an unknown command";
        }

        NoteDefinition(keyword);
        switch (keyword)
        {
            case Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Replace when IsStatementStart:
                SetMain(keyword);
                _found.NoPlainRead ??= "writes (" + Keywords.UpperName(keyword) + ")";
                break;
            case Keyword.Select or Keyword.Values or Keyword.Table when IsAfterCtes:
                SetMain(keyword);
                break;
            case Keyword.For:
                NoteFor();
                break;
            case Keyword.Lock when _previous.Kind != TokenKind.End:
                _found.HasLock = true;
                _found.NoPlainRead ??= "locks rows (LOCK IN SHARE MODE)";
                break;
            case Keyword.Into when _previousKeyword is not (Keyword.Insert or Keyword.Replace):
                _found.HasInto = true;
                break;
            case Keyword.Returning:
                _found.HasReturning |= _levels.Depth == 0;
                break;
            case Keyword.Analyze or Keyword.Check or Keyword.Optimize or Keyword.Repair:
                _found.MaintainsPartitions |= _reader.Next.Keyword == Keyword.Partition;
                break;
        }
    }

    /// <summary>Whether a keyword here starts a statement; INSERT and REPLACE are functions, too.</summary>
    private readonly bool IsStatementStart =>
        (IsAtLevelStart || IsAfterCtes) && _reader.Next.Kind != TokenKind.LeftParenthesis;

    private void SetMain(Keyword keyword)
    {
        if (_levels.Depth == 0 && _found.Main == Keyword.None)
        {
            _found.Main = keyword;
        }
    }

    /// <summary>Notes what FOR introduces; most often it is nothing of interest (<c>substring(a from 1 for 2)</c>).</summary>
    private void NoteFor()
    {
        var isSequence = _previousKeyword == Keyword.Value;
        switch (_reader.Next.Keyword)
        {
            case Keyword.Update:
                _found.NoPlainRead ??= "locks rows (FOR UPDATE)";
                break;
            case Keyword.Share:
                _found.NoPlainRead ??= "locks rows (FOR SHARE)";
                break;
            case Keyword.Export:
                _found.HasLock = true;
                break;
            case var _ when isSequence && _beforePreviousKeyword == Keyword.Next:
                _found.NoPlainRead ??= "takes a value of a sequence (NEXT VALUE FOR)";
                break;
            case var _ when isSequence && _beforePreviousKeyword == Keyword.Previous:
                _found.SessionRead ??= "PREVIOUS VALUE FOR";
                break;
        }
    }
}
