using CausalGateway.Abstractions;

namespace CausalGateway.Engines.MySql.Classification;

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

        var verdict = explain switch
        {
            ExplainMode.None => OfCommand(found),
            ExplainMode.Connection => Verdict.PlainRead,
            ExplainMode.Table => OfQuery(found),
            _ => OfCommand(found),
        };
        return verdict.Kind is StatementKind.Read or StatementKind.Write ? OfSession(found, explain) ?? verdict : verdict;
    }

    private static string ReasonOf(StatementDefect defect) => defect switch
    {
        StatementDefect.Empty => "no statement",
        StatementDefect.MoreThanOne => "more than one statement",
        StatementDefect.UnterminatedString => "unterminated string",
        StatementDefect.UnterminatedIdentifier => "unterminated quoted identifier",
        StatementDefect.UnterminatedComment => "unterminated comment",
        StatementDefect.ExecutableComment => "a comment like /*! */ is code to some servers: write it as code or leave it out",
        StatementDefect.MalformedHint => "an optimizer hint has quotes that are not closed within it",
        StatementDefect.MalformedNumber => "a number lacks the digits of its exponent",
        StatementDefect.DollarQuote => "$ quotes text on some servers and is a name on others: use backticks or quotes",
        _ => "more than 65535 parameters",
    };

    /// <summary>What takes a connection of one's own. In a write, what the connection did before is the same transaction's.</summary>
    private static Verdict? OfSession(in StatementFindings found, ExplainMode explain)
    {
        if (found.SessionFunction is { } function)
        {
            return Verdict.SessionState("changes the session (" + function + ")");
        }

        if (found.UserVariable is { } variable)
        {
            return Verdict.SessionState("uses a variable of the session (" + variable + ")");
        }

        var isQuery = explain != ExplainMode.None || IsQuery(found.Command) || found.Command == Keyword.Show;
        return isQuery && found.SessionRead is { } past
            ? Verdict.SessionState("asks what the session did before (" + past + ")")
            : null;
    }

    private static bool IsQuery(Keyword command) =>
        command is Keyword.Select or Keyword.Values or Keyword.Table or Keyword.With;

    private static Verdict OfCommand(in StatementFindings found)
    {
        var name = Keywords.UpperName(found.Command);
        switch (found.Command)
        {
            case Keyword.Select or Keyword.Values or Keyword.Table or Keyword.With or Keyword.Help:
                return OfQuery(found);
            case Keyword.Show:
                return OfShow(found);
            case Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Replace or Keyword.Truncate:
                return Verdict.Write("writes (" + name + ")");
            case Keyword.Load when found.Head[2] == Keyword.Local || found.Head[3] == Keyword.Local:
                return Verdict.Invalid("LOAD DATA LOCAL reads a file of the client, which is not possible here");
            case Keyword.Create or Keyword.Drop when IsTemporary(found):
                return Verdict.SessionState("makes or drops a temporary object");
            case Keyword.Drop when found.Head[1] == Keyword.Prepare:
            case Keyword.Prepare or Keyword.Execute or Keyword.Deallocate:
                return Verdict.SessionState("uses prepared statements of the session (" + name + ")");
            case Keyword.Start when found.Head[1] == Keyword.Transaction:
            case Keyword.Commit or Keyword.Rollback or Keyword.Savepoint or Keyword.Release or Keyword.Xa:
                return Verdict.SessionState("controls the transaction (" + name + ")");
            case Keyword.Begin:
                return Verdict.SessionState(found.Head[1] == Keyword.Not
                    ? "may do anything to the session (BEGIN NOT ATOMIC)"
                    : "controls the transaction (BEGIN)");
            case Keyword.If or Keyword.Case or Keyword.Loop or Keyword.Repeat or Keyword.While or Keyword.For:
                return Verdict.SessionState("may do anything to the session (" + name + ")");
            case Keyword.Set:
                return Verdict.SessionState("changes the session (SET" + (found.GuardedVariable is { } v ? " " + v : "") + ")");
            case Keyword.Use or Keyword.Handler or Keyword.Get or Keyword.Backup or Keyword.Unlock or Keyword.Lock:
            case Keyword.Flush when found.HasLock:
                return Verdict.SessionState("changes the session (" + name + ")");
            case Keyword.Start or Keyword.Stop or Keyword.Reset or Keyword.Change or Keyword.Binlog or Keyword.Clone:
            case Keyword.Shutdown or Keyword.Restart:
                return Verdict.Invalid("administers the server, which is not possible here (" + name + ")");
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
            return Verdict.Write("writes to a file or a variable (SELECT INTO)");
        }

        return found.NoPlainRead is { } reason ? Verdict.Write(reason) : Verdict.PlainRead;
    }

    private static Verdict OfShow(in StatementFindings found) =>
        found.Head[1] is Keyword.Warnings or Keyword.Errors or Keyword.Count or Keyword.Profile or Keyword.Profiles
            ? Verdict.SessionState("asks what the session did before (SHOW " + Keywords.UpperName(found.Head[1]) + ")")
            : OfQuery(found);

    private static bool IsTemporary(in StatementFindings found) =>
        found.Head[found.Head[1] == Keyword.Or ? 3 : 1] == Keyword.Temporary;
}
