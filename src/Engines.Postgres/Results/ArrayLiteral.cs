using System.Buffers;
using CausalGateway.Abstractions;

namespace CausalGateway.Engines.Postgres.Results;

/// <summary>Reads the server's text of an array (manual, 8.15.6) into a sink's array calls.</summary>
internal static class ArrayLiteral
{
    public static void Write(IResultSink sink, ColumnForm form, ReadOnlySpan<byte> text)
    {
        // Bounds that do not start at 1 stand in front: [0:2]={...}. JSON arrays have none.
        var start = text[0] == (byte)'[' ? text.IndexOf((byte)'=') + 1 : 0;
        var unescaped = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            Walk(sink, form, text[start..], unescaped);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(unescaped);
        }
    }

    private static void Walk(IResultSink sink, ColumnForm form, ReadOnlySpan<byte> text, Span<byte> unescaped)
    {
        var at = 0;
        while (at < text.Length)
        {
            var current = text[at];
            if (current == (byte)'{')
            {
                sink.BeginArray();
                at++;
            }
            else if (current == (byte)'}')
            {
                sink.EndArray();
                at++;
            }
            else if (current == form.Delimiter)
            {
                at++;
            }
            else if (current == (byte)'"')
            {
                at++;
                var length = 0;
                for (; text[at] != (byte)'"'; at++)
                {
                    if (text[at] == (byte)'\\')
                    {
                        at++;
                    }

                    unescaped[length++] = text[at];
                }

                at++;
                PostgresValueWriter.Write(sink, form.Element, unescaped[..length]);
            }
            else
            {
                var end = at + text[at..].IndexOfAny(form.Delimiter, (byte)'}');
                WriteUnquoted(sink, form.Element, text[at..end]);
                at = end;
            }
        }
    }

    private static void WriteUnquoted(IResultSink sink, ValueForm form, ReadOnlySpan<byte> element)
    {
        if (element.SequenceEqual("NULL"u8))
        {
            sink.WriteNull();
        }
        else
        {
            PostgresValueWriter.Write(sink, form, element);
        }
    }
}
