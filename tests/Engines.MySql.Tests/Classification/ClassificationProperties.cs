using System.Diagnostics;
using CausalGateway.Abstractions;
using CausalGateway.Engines.MySql.Classification;
using FsCheck;
using FsCheck.Fluent;

namespace CausalGateway.Engines.MySql.Tests.Classification;

/// <summary>What holds for every text.</summary>
public sealed class ClassificationProperties
{
    private static readonly Config ManyRuns = Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(200);

    private static readonly Dialect[] Dialects = [Dialect.MySql, Dialect.MariaDb];

    private readonly Dictionary<Dialect, MySqlStatementClassifier> _classifiers =
        Dialects.ToDictionary(dialect => dialect, dialect => new MySqlStatementClassifier(dialect));

    [Fact]
    public void Classify_AnyText_DoesNotThrow()
    {
        Check.One(ManyRuns, Prop.ForAll<string>(text => Gives(text ?? "")));
        Check.One(ManyRuns, Prop.ForAll(SqlText.Hostile, Gives));

        bool Gives(string text) => Dialects.All(dialect => _classifiers[dialect].Classify(text).Reason.Length > 0);
    }

    [Fact]
    public void Next_AnyText_TilesItInOrder()
    {
        Check.One(ManyRuns, Prop.ForAll<string>(text => Tiles(text ?? "")));
        Check.One(ManyRuns, Prop.ForAll(SqlText.Hostile, Tiles));

        static bool Tiles(string text) => Dialects.All(dialect => TilesAs(text, dialect));

        static bool TilesAs(string text, Dialect dialect)
        {
            var end = 0;
            foreach (var token in SqlText.Tokens(text, dialect))
            {
                if (token.Offset != end || token.Length <= 0)
                {
                    return false;
                }

                end = token.End;
            }

            return end == text.Length;
        }
    }

    [Fact]
    public void Classify_CommentsBetweenTokens_KeepTheKind() => KeepsKind(SqlText.WithTrivia);

    [Fact]
    public void Classify_OtherCase_KeepsTheKind() => KeepsKind(SqlText.WithOtherCase);

    [Fact]
    public void Classify_ReadWithSomethingBehindASemicolon_IsInvalid()
    {
        foreach (var dialect in Dialects)
        {
            foreach (var sql in StatementTable.ReadsOf(dialect))
            {
                Assert.Equal(StatementKind.Invalid, _classifiers[dialect].Classify(sql + "\n; x").Kind);
            }
        }
    }

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("'")]
    [InlineData("' '")]
    [InlineData("'a'\n")]
    [InlineData("'\\'")]
    [InlineData("\"")]
    [InlineData("`")]
    [InlineData("`` ")]
    [InlineData("/*")]
    [InlineData("/**/")]
    [InlineData("/*+ ' */")]
    [InlineData("/*+")]
    [InlineData("/*!")]
    [InlineData("-- \n")]
    [InlineData("--")]
    [InlineData("#\n")]
    [InlineData("-+")]
    [InlineData("+")]
    [InlineData("@-")]
    [InlineData("@")]
    [InlineData("@@")]
    [InlineData("@`")]
    [InlineData("@@a.")]
    [InlineData("$a$")]
    [InlineData("$a")]
    [InlineData("$")]
    [InlineData("1.e")]
    [InlineData("1.e5")]
    [InlineData("0x")]
    [InlineData("0b")]
    [InlineData("f(x),")]
    [InlineData("f (")]
    [InlineData("a.")]
    [InlineData(".5")]
    [InlineData(".")]
    [InlineData("?")]
    [InlineData("?,")]
    [InlineData("case ")]
    [InlineData("begin ")]
    [InlineData("with a as (")]
    [InlineData("from (")]
    [InlineData("explain ")]
    [InlineData("explain extended ")]
    [InlineData("format = a ")]
    [InlineData("\ud83d\ude00")]
    [InlineData("\\N")]
    [InlineData("\ufffd")]
    public void Classify_RepeatedText_TakesLinearTime(string piece)
    {
        const int Short = 128 * 1024;
        const int Factor = 8;

        const int Attempts = 5;

        // What else runs can only make a measurement longer, so that one clean pair is enough; quadratic time, which would
        // grow by Factor squared, never shows one. The floor keeps a tiny first time from making noise look like growth.
        string measured = "";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var brief = Measure(Repeated(piece, Short), runs: 3);
            var extended = Measure(Repeated(piece, Short * Factor), runs: 1);
            if (extended.TotalMilliseconds < Math.Max(brief.TotalMilliseconds, 10) * Factor * 3)
            {
                return;
            }

            measured += $"{brief} became {extended}; ";
        }

        Assert.Fail($"{measured}for {Factor} times '{piece}'");
    }

    [Theory]
    [InlineData("")]
    [InlineData("select ")]
    [InlineData("select f")]
    [InlineData("insert into t values ")]
    public void Classify_DeepNesting_CostsNoStack(string prefix)
    {
        const int Depth = 100_000;

        var sql = prefix + new string('(', Depth) + "1" + new string(')', Depth);

        Assert.All(_classifiers.Values, classifier => Assert.Equal(StatementKind.Write, classifier.Classify(sql).Kind));
    }

    [Fact]
    public void Classify_SessionFunctionBelowTheKeptDepth_IsFound()
    {
        var sql = "select " + new string('(', 20_000) + "get_lock('a', 1)" + new string(')', 20_000);

        Assert.All(_classifiers.Values, classifier => Assert.Equal(StatementKind.SessionState, classifier.Classify(sql).Kind));
    }

    private void KeepsKind(Func<string, int, Dialect, string> rewrite)
    {
        (Dialect Dialect, string Sql, StatementKind Kind)[] cases =
            [.. Dialects.SelectMany(dialect => StatementTable.All(dialect), (dialect, item) => (dialect, item.Sql, item.Kind))];
        Check.One(ManyRuns.WithMaxTest(200), Prop.ForAll<int>(seed =>
        {
            foreach (var (dialect, sql, kind) in cases.Where((_, index) => index % 20 == (seed & int.MaxValue) % 20))
            {
                var rewritten = rewrite(sql, seed, dialect);
                var classification = _classifiers[dialect].Classify(rewritten);
                Assert.True(
                    kind == classification.Kind,
                    $"{classification.Kind} ({classification.Reason}) instead of {kind}: {rewritten}");
            }
        }));
    }

    private static string Repeated(string piece, int length) =>
        "select " + string.Concat(Enumerable.Repeat(piece, length / piece.Length));

    private TimeSpan Measure(string sql, int runs)
    {
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            _classifiers[Dialect.MySql].Classify(sql);
            _classifiers[Dialect.MariaDb].Classify(sql);
            var elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }

        return best;
    }
}
