namespace CausalGateway.Functional;

/// <summary>Checks what every problem must have.</summary>
internal static class Problem
{
    /// <summary>The problem, after its status, code, outcome and everything that problems have in common was checked.</summary>
    public static JsonNode Is(GatewayAnswer answer, int status, string code, string outcome = "not_applied")
    {
        Assert.True(status == answer.Status, $"Expected {status} {code}: {answer.Status} {answer.Body}");
        Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        var problem = answer.Json;
        Assert.Equal(code, (string?)problem["code"]);
        Assert.Equal(status, (int?)problem["status"]);
        Assert.EndsWith(code, (string?)problem["type"], StringComparison.Ordinal);
        Assert.True(Uri.IsWellFormedUriString((string?)problem["type"], UriKind.Absolute));
        Assert.NotEmpty((string)problem["title"]!);
        Assert.NotEmpty((string)problem["detail"]!);
        Assert.Equal(outcome, (string?)problem["outcome"]);
        Assert.NotNull((bool?)problem["retryable"]);
        Assert.NotEmpty((string)problem["requestId"]!);
        Assert.Equal((string?)problem["requestId"], answer.Headers.GetValueOrDefault("X-Request-Id"));
        foreach (var secret in (string[])["127.0.0.1", "   at ", "Exception", "Npgsql"])
        {
            Assert.DoesNotContain(secret, answer.Body, StringComparison.Ordinal);
        }

        return problem;
    }
}
