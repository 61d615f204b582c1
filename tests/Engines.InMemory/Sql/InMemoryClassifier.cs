using CausalGateway.Abstractions;

namespace CausalGateway.Engines.InMemory.Sql;

/// <summary>Tells from the tokens what a statement may do.</summary>
internal sealed class InMemoryClassifier : IStatementClassifier
{
    public StatementClassification Classify(string sql)
    {
        var tokens = Lexer.Read(sql);
        var end = tokens[^1].Kind == TokenKind.Unterminated;
        var semicolon = tokens.FindIndex(token => token.Is(";"));
        var first = tokens.Find(token => !token.Is(";"));
        var (kind, reason) = (first, semicolon) switch
        {
            _ when end => (StatementKind.Invalid, "ends within a string or comment"),
            ({ Kind: TokenKind.End or 0 }, _) => (StatementKind.Invalid, "no statement"),
            (_, >= 0) when tokens.Skip(semicolon).Any(token => !token.Is(";") && token.Kind != TokenKind.End) =>
                (StatementKind.Invalid, "more than one statement"),
            _ => Judge(first.Text, tokens),
        };
        var places = tokens.Where(token => token.Kind == TokenKind.Parameter)
            .Select((token, index) => new Placeholder(index, token.Offset, 1)).ToArray();
        return new StatementClassification
        {
            Kind = kind,
            Reason = reason,
            Command = first.Kind == TokenKind.Word ? first.Text.ToUpperInvariant() : "",
            ReturnsRows = first.Text is "select" or "explain" || tokens.Exists(token => token.Is("returning")),
            Shareable = kind == StatementKind.Read,
            Placeholders = places,
            ParameterCount = places.Length,
        };
    }

    private static (StatementKind Kind, string Reason) Judge(string first, List<Token> tokens)
    {
        switch (first)
        {
            case "begin" or "start" or "commit" or "rollback" or "savepoint" or "set" or "use" or "prepare" or "execute" or "lock":
            case "create" when tokens.Exists(token => token.Is("temporary")):
                return (StatementKind.SessionState, $"{first} leaves state behind");
            case "explain":
                return (StatementKind.Read, "asks for a plan");
            case "select":
                break;
            default:
                return (StatementKind.Write, $"{first} is not a read");
        }

        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (tokens[i].Is("for") && tokens[i + 1].Is("update"))
            {
                return (StatementKind.Write, "locks rows");
            }

            if (tokens[i].Kind == TokenKind.Word && tokens[i + 1].Is("(") && !Functions.Harmless.Contains(tokens[i].Text)
                && tokens[i].Text is not ("from" or "in"))
            {
                return tokens[i].Text == "get_lock"
                    ? (StatementKind.SessionState, "takes a lock of the session")
                    : (StatementKind.Write, $"calls {tokens[i].Text}");
            }
        }

        return (StatementKind.Read, "plain read");
    }
}
