using System.Diagnostics;
using CausalGateway.Engines.Postgres.Classification;
using FsCheck;
using FsCheck.Fluent;

namespace CausalGateway.Engines.Postgres.Tests.Classification;

/// <summary>What holds for every text.</summary>
public sealed class ClassificationProperties
{
    private static readonly Config ManyRuns = Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(200);

    private readonly PostgresStatementClassifier _classifier = new();

    [Fact]
    public void Classify_AnyText_DoesNotThrow()
    {
        Check.One(ManyRuns, Prop.ForAll<string>(text => Gives(text ?? "")));
        Check.One(ManyRuns, Prop.ForAll(SqlText.Hostile, Gives));

        bool Gives(string text) => _classifier.Classify(text).Reason.Length > 0;
    }

    [Fact]
    public void Next_AnyText_TilesItInOrder()
    {
        Check.One(ManyRuns, Prop.ForAll<string>(text => Tiles(text ?? "")));
        Check.One(ManyRuns, Prop.ForAll(SqlText.Hostile, Tiles));

        static bool Tiles(string text)
        {
            var end = 0;
            foreach (var token in SqlText.Tokens(text))
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
        foreach (var sql in StatementTable.Reads)
        {
            Assert.Equal(StatementKind.Invalid, _classifier.Classify(sql + "\n; x").Kind);
        }
    }

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("'")]
    [InlineData("' '")]
    [InlineData("'a'\n")]
    [InlineData("e'\\'")]
    [InlineData("\"")]
    [InlineData("\"\" ")]
    [InlineData("/*")]
    [InlineData("/**/")]
    [InlineData("--\n")]
    [InlineData("--")]
    [InlineData("-+")]
    [InlineData("+")]
    [InlineData("@-")]
    [InlineData("$a$")]
    [InlineData("$a")]
    [InlineData("$")]
    [InlineData("$a$$b$ ")]
    [InlineData("operator(")]
    [InlineData("operator(a.")]
    [InlineData("u&\"a\" uescape ")]
    [InlineData("f(x),")]
    [InlineData("a.")]
    [InlineData("1_")]
    [InlineData("0x")]
    [InlineData("with a as (")]
    [InlineData("explain (")]
    [InlineData("\ufffd")]
    public void Classify_RepeatedText_TakesLinearTime(string piece)
    {
        const int Short = 512 * 1024;
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
    [InlineData("", StatementKind.Write)]
    [InlineData("select ", StatementKind.Write)]
    [InlineData("select f", StatementKind.Write)]
    [InlineData("insert into t values ", StatementKind.Write)]
    public void Classify_DeepNesting_CostsNoStack(string prefix, StatementKind kind)
    {
        const int Depth = 100_000;

        Assert.Equal(kind, _classifier.Classify(prefix + new string('(', Depth) + "1" + new string(')', Depth)).Kind);
    }

    [Fact]
    public void Classify_SessionFunctionBelowTheKeptDepth_IsFound()
    {
        var sql = "select " + new string('(', 20_000) + "set_config('a', 'b', false)" + new string(')', 20_000);

        Assert.Equal(StatementKind.SessionState, _classifier.Classify(sql).Kind);
    }

    private void KeepsKind(Func<string, int, string> rewrite)
    {
        var cases = StatementTable.All;
        Check.One(ManyRuns.WithMaxTest(200), Prop.ForAll<int>(seed =>
        {
            foreach (var (sql, kind) in cases.Where((_, index) => index % 20 == (seed & int.MaxValue) % 20))
            {
                var rewritten = rewrite(sql, seed);
                var classification = _classifier.Classify(rewritten);
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
            _classifier.Classify(sql);
            var elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }

        return best;
    }
}
