using System.Buffers;
using System.Globalization;
using System.Text;

namespace CausalGateway.Gateway.Results;

/// <summary>The body of an answer that starts before its end is known, with trailers behind it.</summary>
/// <remarks>
/// Kestrel sends no trailers over HTTP/1.1. The chunks are therefore made here (RFC 9112, 7.1): it passes on as it is what
/// names its own transfer coding.
/// </remarks>
internal sealed class StreamedBody(HttpResponse response)
{
    /// <summary>Sixteen hexadecimal digits are more than any chunk's size has.</summary>
    private const int LongestSizeLine = 18;

    private readonly bool _makesChunks = HttpProtocol.IsHttp11(response.HttpContext.Request.Protocol);

    private static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    /// <summary>Sets the headers that tell of the form and of the trailers; the response must not have started.</summary>
    public void Start(params ReadOnlySpan<string> trailers)
    {
        if (_makesChunks)
        {
            response.Headers.TransferEncoding = "chunked";
        }

        foreach (var name in _makesChunks || response.SupportsTrailers() ? trailers : [])
        {
            response.DeclareTrailer(name);
        }
    }

    /// <summary>Hands a part of the body to the response, unflushed.</summary>
    public void Write(ReadOnlySpan<byte> part)
    {
        if (part.IsEmpty)
        {
            return; // an empty chunk would be the last
        }

        if (!_makesChunks)
        {
            response.BodyWriter.Write(part);
            return;
        }

        Span<byte> size = stackalloc byte[LongestSizeLine];
        part.Length.TryFormat(size, out var digits, "x", CultureInfo.InvariantCulture);
        response.BodyWriter.Write(size[..digits]);
        response.BodyWriter.Write(LineEnd);
        response.BodyWriter.Write(part);
        response.BodyWriter.Write(LineEnd);
    }

    /// <summary>Ends the body, unflushed. Names and values must be fit for headers as they are.</summary>
    public void End(IEnumerable<KeyValuePair<string, string>> trailers)
    {
        if (!_makesChunks)
        {
            foreach (var (name, value) in response.SupportsTrailers() ? trailers : [])
            {
                response.AppendTrailer(name, value);
            }

            return;
        }

        var end = new StringBuilder("0\r\n");
        foreach (var (name, value) in trailers)
        {
            end.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        response.BodyWriter.Write(Encoding.ASCII.GetBytes(end.Append("\r\n").ToString()));
    }
}
