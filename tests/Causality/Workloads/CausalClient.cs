using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CausalGateway.Causality.Histories;
using CausalGateway.Causality.Servers;
using CausalGateway.LocalCluster.Gateway;

namespace CausalGateway.Causality.Workloads;

/// <summary>Sends one operation at a time to a gateway, over HTTP, and takes down what was asked and what came.</summary>
internal sealed class CausalClient(
    CounterTable table, HistoryRecorder recorder, int client, TimeSpan statementTimeout, TimeSpan? waitTimeout = null)
{
    /// <summary>Reads rows, with the word of the server that they come from.</summary>
    public Task<Sent> ReadAsync(
        GatewayHandle gateway, IReadOnlyList<int> rows, string? session, IReadOnlyList<HeldBookmark> bookmarks,
        string level, string target, CancellationToken cancellationToken)
    {
        var request = NewRequest(table.Read(rows));
        request["consistency"] = level;
        request["target"] = target;
        var operation = New(OperationKind.Read, gateway, rows, session, bookmarks) with { Level = level, Target = target };
        return SendAsync(operation, gateway, request, bookmarks, cancellationToken);
    }

    /// <summary>Moves a row's version on by one.</summary>
    public Task<Sent> WriteAsync(
        GatewayHandle gateway, int row, string? session, IReadOnlyList<HeldBookmark> bookmarks, CancellationToken cancellationToken)
    {
        var operation = New(OperationKind.Write, gateway, [row], session, bookmarks);
        return SendAsync(operation, gateway, NewRequest(table.Write(operation.Id, row)), bookmarks, cancellationToken);
    }

    private Dictionary<string, object> NewRequest((string Sql, object[] Parameters) statement)
    {
        var request = new Dictionary<string, object>
        {
            ["sql"] = statement.Sql,
            ["params"] = statement.Parameters,
            ["timeoutMs"] = (int)statementTimeout.TotalMilliseconds,
        };
        if (waitTimeout is { } longest)
        {
            request["waitTimeoutMs"] = (int)longest.TotalMilliseconds;
        }

        return request;
    }

    private Operation New(
        OperationKind kind, GatewayHandle gateway, IReadOnlyList<int> rows, string? session,
        IReadOnlyList<HeldBookmark> bookmarks) => new()
        {
            Id = recorder.NextId(),
            Client = client,
            Kind = kind,
            Rows = rows,
            Gateway = gateway.Name,
            Session = session,
            Bookmarks = [.. bookmarks.Select(bookmark => bookmark.GivenBy)],
        };

    private async Task<Sent> SendAsync(
        Operation operation, GatewayHandle gateway, object request, IReadOnlyList<HeldBookmark> bookmarks,
        CancellationToken cancellationToken)
    {
        operation = recorder.Begin(operation);
        string? bookmark = null;
        try
        {
            var answer = await gateway.Client.QueryAsync(
                table.Database,
                request,
                operation.Session,
                bookmarks.Count == 0 ? null : string.Join(',', bookmarks.Select(held => held.Text)),
                cancellationToken);
            operation = answer.IsSuccess ? Success(operation, answer) : Failure(operation, answer);
            bookmark = answer.Bookmark;
            operation = operation with { GaveBookmark = bookmark is not null };
        }
        catch (Exception e) when (
            e is HttpRequestException or IOException or JsonException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // A write may have been committed, or be committed yet. The gateway leaves no mark of a write in progress, so that
            // nobody is promised to see a write whose answer never arrived.
            operation = operation with { Outcome = OperationOutcome.Unknown, Problem = $"{e.GetType().Name}: {e.Message}" };
        }

        recorder.End(operation);
        return new Sent(operation, bookmark is null ? null : new HeldBookmark(operation.Id, bookmark));
    }

    private Operation Success(Operation operation, GatewayAnswer answer)
    {
        var first = answer.Json["rows"]?.AsArray().FirstOrDefault();
        return operation with
        {
            Outcome = OperationOutcome.Succeeded,
            Shown = operation.Kind == OperationKind.Write
                ? table.Written(answer, operation.Id, operation.Rows[0])
                : RowState.AllOf(answer),
            Recorded = (bool)answer.Json["session"]!["recorded"]!,
            ServedBy = new ServedBy(
                answer.Server, answer.Role, answer.Reason, (string)answer.Served["level"]!,
                PortOf(first?["port"]), first?["standby"] is { } standby && standby.ToString() is "true" or "1" or "ON"),
        };
    }

    /// <summary>A number, or a string where the server's own type for it has 64 bits.</summary>
    private static int? PortOf(JsonNode? port) =>
        port is null ? null : int.Parse(port.ToString(), CultureInfo.InvariantCulture);

    private static Operation Failure(Operation operation, GatewayAnswer answer) => operation with
    {
        Outcome = answer.Outcome switch
        {
            "not_applied" => OperationOutcome.NotApplied,
            "applied" => OperationOutcome.Applied,
            _ => OperationOutcome.Unknown,
        },
        Problem = $"{answer.Status} {answer.Code}: {(string?)answer.Json["detail"]}",
    };
}
