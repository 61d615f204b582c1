namespace CausalGateway.Engines.InMemory.Sql;

/// <summary>Understands statements.</summary>
internal sealed class Parser
{
    private readonly List<Token> _tokens;
    private int _at;
    private int _parameters;

    private Parser(string sql)
    {
        _tokens = Lexer.Read(sql);
        _tokens.RemoveAll(token => token.Is(";"));
    }

    private Token Current => _tokens[_at];

    /// <summary>The statement.</summary>
    /// <exception cref="Abstractions.EngineException">It cannot be parsed.</exception>
    public static Statement Parse(string sql)
    {
        var parser = new Parser(sql);
        var statement = parser.ReadStatement();
        return parser.Current.Kind == TokenKind.End ? statement : throw SqlError.Syntax(parser.Current.Text);
    }

    private Statement ReadStatement()
    {
        if (Skip("explain"))
        {
            return ReadSelect() with { Explains = true };
        }

        if (Current.Is("select"))
        {
            return ReadSelect();
        }

        if (Skip("insert"))
        {
            return ReadInsert();
        }

        if (Skip("update"))
        {
            var table = Word();
            Expect("set");
            var column = Word();
            Expect("=");
            var value = ReadExpression();
            return new Statement.Update(table, column, value, ReadKeys());
        }

        if (Skip("delete"))
        {
            Expect("from");
            return new Statement.Delete(Word(), ReadKeys());
        }

        if (Skip("create"))
        {
            var secret = Skip("secret");
            Expect("table");
            return new Statement.Create(ReadTable(secret));
        }

        if (Skip("drop"))
        {
            Expect("table");
            return new Statement.Drop(Word());
        }

        if (Skip("call"))
        {
            return new Statement.Call(Word(), ReadList());
        }

        throw SqlError.Syntax(Current.Text);
    }

    private Statement.Select ReadSelect()
    {
        Expect("select");
        List<(Expression, string)> columns = [];
        do
        {
            var value = ReadExpression();
            var name = value is Expression.Column column ? column.Name : value is Expression.Call call ? call.Function : "";
            columns.Add((value, Skip("as") ? Word() : name));
        }
        while (Skip(","));

        string? table = null;
        Expression? series = null;
        Statement.Select? query = null;
        if (Skip("from"))
        {
            if (Skip("("))
            {
                query = ReadSelect();
                Expect(")");
            }
            else
            {
                table = Word();
                if (table == Functions.Series)
                {
                    series = Assert(ReadList());
                    table = null;
                }
            }
        }

        (Expression, Expression)? condition = null;
        if (Skip("where"))
        {
            var left = ReadExpression();
            Expect("=");
            condition = (left, ReadExpression());
        }

        if (Skip("order"))
        {
            Expect("by");
            Word();
        }

        var limit = Skip("limit") ? ReadExpression() : null;
        return new Statement.Select(columns, table, series, query, condition) { Limit = limit };

        static Expression Assert(List<Expression> list) => list is [var only] ? only : throw SqlError.Syntax(Functions.Series);
    }

    private Statement.Insert ReadInsert()
    {
        Expect("into");
        var table = Word();
        List<string> columns = [];
        if (Skip("("))
        {
            do
            {
                columns.Add(Word());
            }
            while (Skip(","));
            Expect(")");
        }

        Expect("values");
        var values = ReadList();
        return new Statement.Insert(table, columns, values, Skip("returning") ? Word() : null);
    }

    /// <summary>The condition of an update or a delete: one key, or a list of them.</summary>
    private List<Expression> ReadKeys()
    {
        Expect("where");
        Expect("id");
        if (Skip("in"))
        {
            return ReadList();
        }

        Expect("=");
        return [ReadExpression()];
    }

    private TableDefinition ReadTable(bool secret)
    {
        var name = Word();
        List<ColumnDefinition> columns = [];
        Expect("(");
        do
        {
            columns.Add(ReadColumn());
        }
        while (Skip(","));
        Expect(")");
        return new TableDefinition(name, columns, secret);
    }

    private ColumnDefinition ReadColumn()
    {
        var name = Word();
        var word = Word();
        if (word == "varchar")
        {
            ReadList();
            word = "text";
        }

        var type = Enum.TryParse<SqlType>(word, ignoreCase: true, out var known) ? known : throw SqlError.Syntax(word);
        var column = new ColumnDefinition(name, type, NotNull: false, References: null, Forbidden: null);
        while (true)
        {
            if (Skip("primary"))
            {
                Expect("key");
                column = column with { NotNull = true };
            }
            else if (Skip("not"))
            {
                Expect("null");
                column = column with { NotNull = true };
            }
            else if (Skip("references"))
            {
                column = column with { References = Word() };
            }
            else if (Skip("forbids"))
            {
                column = column with { Forbidden = Next().Text };
            }
            else
            {
                return column;
            }
        }
    }

    private List<Expression> ReadList()
    {
        List<Expression> list = [];
        Expect("(");
        do
        {
            list.Add(ReadExpression());
        }
        while (Skip(","));
        Expect(")");
        return list;
    }

    private Expression ReadExpression()
    {
        var token = Next();
        return token switch
        {
            { Kind: TokenKind.Number } => new Expression.Literal(SqlValue.OfNumber(token.Text)),
            { Kind: TokenKind.Text } => new Expression.Literal(SqlValue.Of(token.Text)),
            { Kind: TokenKind.Bytes } => new Expression.Literal(new SqlValue(SqlType.Bytes, token.Text)),
            { Kind: TokenKind.Parameter } => new Expression.Parameter(_parameters++),
            { Kind: TokenKind.Symbol, Text: "*" } => new Expression.Star(),
            { Kind: TokenKind.Word, Text: "null" } => new Expression.Literal(SqlValue.Null),
            { Kind: TokenKind.Word, Text: "true" or "false" } => new Expression.Literal(new SqlValue(SqlType.Boolean, token.Text)),
            { Kind: TokenKind.Word, Text: not "from" } when Current.Is("(") => new Expression.Call(token.Text, ReadList()),
            { Kind: TokenKind.Word, Text: not "from" } => new Expression.Column(token.Text),
            _ => throw SqlError.Syntax(token.Text),
        };
    }

    private Token Next() => Current.Kind == TokenKind.End ? throw SqlError.Syntax("the end") : _tokens[_at++];

    private string Word() => Next() is { Kind: TokenKind.Word } word ? word.Text : throw SqlError.Syntax(_tokens[_at - 1].Text);

    private bool Skip(string text)
    {
        if (!Current.Is(text))
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(string text)
    {
        if (!Skip(text))
        {
            throw SqlError.Syntax(Current.Text);
        }
    }
}
