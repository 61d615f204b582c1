using CausalGateway.Engines.MySql.Driver;

namespace CausalGateway.Engines.MySql.Tests.Protocol;

/// <summary>One answer as a test keeps it.</summary>
/// <param name="Header">The reply, with the columns if there were any.</param>
/// <param name="Rows">The values as text; NULL is null.</param>
/// <param name="End">What ended it; the header itself if there were no rows.</param>
internal sealed record Answer(ServerReply Header, IReadOnlyList<IReadOnlyList<string?>> Rows, ServerReply End)
{
    /// <summary>This answer, if it is not an error.</summary>
    public Answer Succeeded()
    {
        Assert.True(End.Kind == ReplyKind.Ok, $"{End.Error?.Number} {End.Error?.SqlState} {End.Error?.Message}");
        return this;
    }
}
