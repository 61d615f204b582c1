namespace CausalGateway.Engines.InMemory.Sql;

/// <summary>Takes a statement apart: words, numbers, strings, <c>x'00ff'</c>, <c>?</c>, symbols; without comments.</summary>
internal static class Lexer
{
    /// <summary>The tokens, the last of which is <see cref="TokenKind.End"/> or <see cref="TokenKind.Unterminated"/>.</summary>
    public static List<Token> Read(string sql)
    {
        List<Token> tokens = [];
        for (var at = 0; ;)
        {
            at = SkipBlanks(sql, at);
            if (at < 0 || at == sql.Length)
            {
                tokens.Add(new Token(at < 0 ? TokenKind.Unterminated : TokenKind.End, "", sql.Length));
                return tokens;
            }

            var token = Next(sql, ref at);
            tokens.Add(token);
            if (token.Kind == TokenKind.Unterminated)
            {
                return tokens;
            }
        }
    }

    /// <summary>The next place that is neither blank nor comment, or -1 if a comment does not end.</summary>
    private static int SkipBlanks(string sql, int at)
    {
        while (at < sql.Length)
        {
            if (char.IsWhiteSpace(sql[at]))
            {
                at++;
            }
            else if (sql.AsSpan(at).StartsWith("--"))
            {
                at = sql.IndexOf('\n', at) is >= 0 and var end ? end : sql.Length;
            }
            else if (sql.AsSpan(at).StartsWith("/*"))
            {
                at = sql.IndexOf("*/", at + 2, StringComparison.Ordinal);
                if (at < 0)
                {
                    return -1;
                }

                at += 2;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private static Token Next(string sql, ref int at)
    {
        var start = at;
        var first = sql[at];
        if (first is '\'' || (first is 'x' or 'X' && at + 1 < sql.Length && sql[at + 1] == '\''))
        {
            return Quoted(sql, ref at);
        }

        if (char.IsLetter(first) || first == '_')
        {
            while (at < sql.Length && (char.IsLetterOrDigit(sql[at]) || sql[at] is '_' or '.'))
            {
                at++;
            }

            return new Token(TokenKind.Word, sql[start..at].ToLowerInvariant(), start);
        }

        if (char.IsAsciiDigit(first) || (first == '-' && at + 1 < sql.Length && char.IsAsciiDigit(sql[at + 1])))
        {
            at++;
            while (at < sql.Length && (char.IsAsciiDigit(sql[at]) || sql[at] == '.'))
            {
                at++;
            }

            return new Token(TokenKind.Number, sql[start..at], start);
        }

        at++;
        return new Token(first == '?' ? TokenKind.Parameter : TokenKind.Symbol, first.ToString(), start);
    }

    private static Token Quoted(string sql, ref int at)
    {
        var start = at;
        var bytes = sql[at] != '\'';
        at += bytes ? 2 : 1;
        var text = new System.Text.StringBuilder();
        while (at < sql.Length)
        {
            if (sql[at] != '\'')
            {
                text.Append(sql[at++]);
            }
            else if (at + 1 < sql.Length && sql[at + 1] == '\'')
            {
                text.Append('\'');
                at += 2;
            }
            else
            {
                at++;
                return bytes
                    ? new Token(TokenKind.Bytes, Convert.ToBase64String(Convert.FromHexString(text.ToString())), start)
                    : new Token(TokenKind.Text, text.ToString(), start);
            }
        }

        return new Token(TokenKind.Unterminated, "", start);
    }
}
