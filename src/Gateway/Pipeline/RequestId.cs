namespace CausalGateway.Gateway.Pipeline;

/// <summary>The request's id: the client's, if it is fit to be given back and logged, else one of our own.</summary>
internal static class RequestId
{
    public const string Header = "X-Request-Id";
    private const int Longest = 128;

    public static string Of(HttpContext http)
    {
        var given = http.Request.Headers[Header];
        return given is [{ Length: > 0 and <= Longest } id] && IsPrintable(id) ? id : http.TraceIdentifier;
    }

    private static bool IsPrintable(string id)
    {
        foreach (var c in id)
        {
            if (c is <= ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }
}
