using CausalGateway.Abstractions;

namespace CausalGateway.Engines.Postgres.Classification;

/// <summary>What each command is, given what was found in it.</summary>
internal static class CommandRules
{
    /// <summary>The kind of a statement, and why.</summary>
    public static Verdict Judge(in StatementFindings found, ExplainMode explain)
    {
        if (found.Defect != StatementDefect.None)
        {
            return Verdict.Invalid(ReasonOf(found.Defect));
        }

        return explain switch
        {
            ExplainMode.Plan => OfPlan(found),
            ExplainMode.Run when !IsExplainable(found.Command) => Verdict.Write("explains an unknown command"),
            _ => OfStatement(found),
        };
    }

    private static string ReasonOf(StatementDefect defect) => defect switch
    {
        StatementDefect.Empty => "no statement",
        StatementDefect.MoreThanOne => "more than one statement",
        StatementDefect.UnterminatedString => "unterminated string",
        StatementDefect.UnterminatedIdentifier => "unterminated quoted identifier",
        StatementDefect.UnterminatedComment => "unterminated comment",
        _ => "parameter number out of range ($1 to $65535)",
    };

    private static bool IsExplainable(Keyword command) => command
        is Keyword.Select or Keyword.Values or Keyword.Table or Keyword.With
        or Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Merge or Keyword.Create or Keyword.Refresh
        or Keyword.Execute or Keyword.Declare;

    /// <summary>Planning changes nothing, but EXECUTE needs a prepared statement of the session.</summary>
    private static Verdict OfPlan(in StatementFindings found) => found.Command switch
    {
        Keyword.Execute or Keyword.Declare => OfStatement(found),
        _ when IsExplainable(found.Command) => Verdict.PlainRead,
        _ => Verdict.Write("explains an unknown command"),
    };

    private static Verdict OfStatement(in StatementFindings found)
    {
        var verdict = OfCommand(found);
        return found.SessionFunction is { } function && verdict.Kind is StatementKind.Read or StatementKind.Write
            ? Verdict.SessionState("changes the session (" + function + ")")
            : verdict;
    }

    private static Verdict OfCommand(in StatementFindings found)
    {
        var name = Keywords.UpperName(found.Command);
        switch (found.Command)
        {
            case Keyword.Select or Keyword.Values or Keyword.Table or Keyword.With:
                return OfQuery(found);
            case Keyword.Show:
                return Verdict.PlainRead;
            case Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Merge or Keyword.Truncate:
                return Verdict.Write("writes (" + name + ")");
            case Keyword.Copy:
                return found.CopiesOverConnection
                    ? Verdict.Invalid("COPY over the client's connection is not possible here")
                    : Verdict.Write("copies (COPY)");
            case Keyword.Create when CreatesTemporary(found):
                return Verdict.SessionState("creates a temporary object");
            case Keyword.Begin or Keyword.Start or Keyword.Commit or Keyword.End or Keyword.Rollback or Keyword.Abort:
            case Keyword.Savepoint or Keyword.Release:
            case Keyword.Prepare when found.Head[1] == Keyword.Transaction:
                return Verdict.SessionState("controls the transaction (" + name + ")");
            case Keyword.Set or Keyword.Reset or Keyword.Discard or Keyword.Load or Keyword.Listen or Keyword.Unlisten:
                return Verdict.SessionState("changes the session (" + name + ")");
            case Keyword.Prepare or Keyword.Execute or Keyword.Deallocate:
                return Verdict.SessionState("uses prepared statements of the session (" + name + ")");
            case Keyword.Declare or Keyword.Fetch or Keyword.Move or Keyword.Close:
                return Verdict.SessionState("uses cursors of the session (" + name + ")");
            case Keyword.None or Keyword.Other:
                return Verdict.Write("unknown command");
            default:
                return Verdict.Write("not a read (" + name + ")");
        }
    }

    private static Verdict OfQuery(in StatementFindings found)
    {
        if (found.HasInto)
        {
            return found.IntoTemporary || found.NamesTemporarySchema
                ? Verdict.SessionState("creates a temporary object")
                : Verdict.Write("creates a table (SELECT INTO)");
        }

        return found.NoPlainRead is { } reason ? Verdict.Write(reason) : Verdict.PlainRead;
    }

    private static bool CreatesTemporary(in StatementFindings found)
    {
        var at = found.Head[1] == Keyword.Or ? 3 : 1;
        at += found.Head[at] is Keyword.Local or Keyword.Global ? 1 : 0;
        return found.NamesTemporarySchema || found.Head[at] is Keyword.Temp or Keyword.Temporary;
    }
}
