using System.Globalization;
using System.Text;

namespace CausalGateway.Gateway.Pipeline;

/// <summary>Where a request's time went, for the header <c>Server-Timing</c>.</summary>
internal sealed class RequestTimings(TimeProvider time)
{
    private readonly TimeSpan?[] _spent = new TimeSpan?[Enum.GetValues<Stage>().Length];

    /// <summary>The shares that are told.</summary>
    public enum Stage
    {
        Session,
        Route,
        Wait,
        Db,
        Record,
    }

    /// <summary>A timestamp to hand to <see cref="Add"/>.</summary>
    public long Now => time.GetTimestamp();

    public TimeSpan Spent(Stage stage) => _spent[(int)stage] ?? TimeSpan.Zero;

    public void Add(Stage stage, long since) => _spent[(int)stage] = Spent(stage) + time.GetElapsedTime(since);

    /// <summary>As in <c>session;dur=0.31, db;dur=1.2</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var i = 0; i < _spent.Length; i++)
        {
            if (_spent[i] is { } spent)
            {
                text.Append(text.Length == 0 ? "" : ", ")
                    .Append(((Stage)i).ToString().ToLowerInvariant())
                    .Append(CultureInfo.InvariantCulture, $";dur={spent.TotalMilliseconds:0.###}");
            }
        }

        return text.ToString();
    }
}
